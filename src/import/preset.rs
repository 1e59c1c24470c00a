//! Which columns or keys of the known exports mean what. Only data: [`super::record`] applies it.

use super::moment::DateOrder;
use crate::model::Kind;

/// What a column or a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Platform,
    Author,
    FirstName,
    LastName,
    Handle,
    AuthorId,
    Title,
    Text,
    Stars,
    Recommended,
    /// Says that the stars are a recommendation in disguise.
    IsRecommendation,
    Posted,
    Updated,
    Permalink,
    Id,
    Parent,
    /// What the parent is: a comment, or the post itself.
    ParentKind,
    /// How deep in a thread; 0 is the top.
    Depth,
    Context,
    Language,
    Translation,
    Reply,
    ReplyAt,
    ReplyAuthor,
    Direction,
    MessageType,
    Conversation,
    Status,
    Error,
    Hidden,
    Edited,
    Attachment,
}

/// How a source writes names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// One column; a leading `@` makes it a handle.
    Plain,
    /// One column that holds handles on platforms that have them.
    HandleWherePlatformHasThem,
    /// First and last name apart.
    FirstLast,
}

/// One known export.
#[derive(Debug)]
pub(super) struct Preset {
    /// Its stable name.
    pub(super) format: &'static str,
    /// Where everything in it stands, unless a column tells.
    pub(super) platform: Option<&'static str>,
    /// What everything in it is; `None`: stars and review sites decide.
    pub(super) kind: Option<Kind>,
    /// How it writes names.
    pub(super) names: Names,
    /// Of each group, one name must be there for the export to be recognised.
    pub(super) needs: &'static [&'static [&'static str]],
    /// For each field its columns or keys, the best first; `/` leads into an object, `-1` is the last of a list.
    pub(super) fields: &'static [(Field, &'static [&'static str])],
    /// The habit of the source where a column does not tell.
    pub(super) order: Option<DateOrder>,
    /// What a time without a zone is off UTC.
    pub(super) zone_hours: i8,
    /// Long texts end with three dots.
    pub(super) cuts_text: bool,
}

const PLAIN: Preset = Preset {
    format: "",
    platform: None,
    kind: None,
    names: Names::Plain,
    needs: &[],
    fields: &[],
    order: None,
    zone_hours: 0,
    cuts_text: false,
};

/// A table whose columns were found by their headers.
pub(super) static GENERIC: Preset = Preset { format: "generic-csv", ..PLAIN };

/// Every known export, the more particular first.
pub(super) static PRESETS: [Preset; 19] = [
    Preset {
        format: "outscraper-google-reviews",
        platform: Some("google"),
        kind: Some(Kind::Review),
        order: Some(DateOrder::MonthFirst),
        needs: &[
            &["review_id", "review_text"],
            &["review_rating"],
            &["author_title", "autor_name", "author_name"],
            &["review_timestamp", "review_datetime_utc", "owner_answer", "reviews_id", "google_id"],
        ],
        fields: &[
            (Field::Id, &["review_id"]),
            (Field::Author, &["author_title", "autor_name", "author_name"]),
            (Field::AuthorId, &["author_id", "autor_id"]),
            (Field::Text, &["review_text"]),
            (Field::Stars, &["review_rating"]),
            (Field::Posted, &["review_timestamp", "review_datetime_utc"]),
            (Field::Permalink, &["review_link"]),
            (Field::Context, &["name"]),
            (Field::Reply, &["owner_answer"]),
            (Field::ReplyAt, &["owner_answer_timestamp", "owner_answer_timestamp_datetime_utc"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "apify-google-maps-reviews",
        platform: Some("google"),
        kind: Some(Kind::Review),
        needs: &[
            &["reviewId", "reviewUrl", "reviewerId", "responseFromOwnerText", "textTranslated"],
            &["publishedAtDate", "publishAt"],
            &["stars", "rating"],
        ],
        fields: &[
            (Field::Id, &["reviewId"]),
            (Field::Author, &["name"]),
            (Field::AuthorId, &["reviewerId"]),
            (Field::Text, &["text"]),
            (Field::Translation, &["textTranslated"]),
            (Field::Language, &["originalLanguage"]),
            (Field::Stars, &["stars", "rating"]),
            (Field::Posted, &["publishedAtDate", "publishAt"]),
            (Field::Permalink, &["reviewUrl"]),
            (Field::Platform, &["reviewOrigin"]),
            (Field::Context, &["title"]),
            (Field::Reply, &["responseFromOwnerText"]),
            (Field::ReplyAt, &["responseFromOwnerDate"]),
            (Field::Error, &["error", "#error"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "apify-tiktok-comments",
        platform: Some("tiktok"),
        kind: Some(Kind::Comment),
        needs: &[&["cid"], &["uniqueId"], &["createTimeISO", "createTime"]],
        fields: &[
            (Field::Id, &["cid"]),
            (Field::Handle, &["uniqueId"]),
            (Field::AuthorId, &["uid"]),
            (Field::Text, &["text"]),
            (Field::Posted, &["createTimeISO", "createTime"]),
            (Field::Permalink, &["videoWebUrl", "submittedVideoUrl"]),
            (Field::Parent, &["repliesToId"]),
            (Field::Error, &["error", "#error"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "apify-facebook-comments",
        platform: Some("facebook"),
        kind: Some(Kind::Comment),
        needs: &[
            &["commentUrl", "facebookUrl", "inputUrl"],
            &["profileName", "profileId"],
            &["commentId", "feedbackId", "threadingDepth", "likesCount"],
        ],
        fields: &[
            (Field::Id, &["commentId", "id"]),
            (Field::Author, &["profileName"]),
            (Field::AuthorId, &["profileId"]),
            (Field::Text, &["text"]),
            (Field::Posted, &["date"]),
            (Field::Permalink, &["commentUrl"]),
            (Field::Depth, &["threadingDepth"]),
            (Field::Context, &["postTitle"]),
            (
                Field::Attachment,
                &[
                    "attachments/0/type",
                    "attachments/0/__typename",
                    "attachments/0/url",
                    "attachments/0",
                    "attachments",
                    "attachment",
                ],
            ),
            (Field::Error, &["error", "#error"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "apify-instagram-comments",
        platform: Some("instagram"),
        kind: Some(Kind::Comment),
        needs: &[
            &["ownerUsername"],
            &["text"],
            &["commentUrl", "postUrl", "postId", "shortCode", "repliesCount"],
        ],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Handle, &["ownerUsername", "owner/username"]),
            (Field::AuthorId, &["ownerId", "owner/id"]),
            (Field::Text, &["text"]),
            (Field::Posted, &["timestamp"]),
            (Field::Permalink, &["commentUrl", "postUrl"]),
            (Field::Parent, &["parentCommentId", "repliesToId", "parentId"]),
            (Field::Error, &["error", "#error"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "apify-facebook-reviews",
        platform: Some("facebook"),
        kind: Some(Kind::Review),
        needs: &[&["isRecommended"], &["text"], &["date"]],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Author, &["user/name", "userName"]),
            (Field::AuthorId, &["user/id"]),
            (Field::Text, &["text"]),
            (Field::Recommended, &["isRecommended"]),
            (Field::Posted, &["date"]),
            (Field::Permalink, &["url"]),
            (Field::Error, &["error", "#error"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "apify-tripadvisor-reviews",
        platform: Some("tripadvisor"),
        kind: Some(Kind::Review),
        needs: &[
            &["publishedDate"],
            &["rating"],
            &["user/username", "placeInfo/name", "ownerResponse/text"],
        ],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Author, &["user/name"]),
            (Field::Handle, &["user/username"]),
            (Field::Title, &["title"]),
            (Field::Text, &["text"]),
            (Field::Stars, &["rating"]),
            (Field::Language, &["lang"]),
            (Field::Posted, &["publishedDate"]),
            (Field::Permalink, &["url"]),
            (Field::Context, &["placeInfo/name"]),
            (Field::Reply, &["ownerResponse/text"]),
            (Field::ReplyAt, &["ownerResponse/publishedDate"]),
            (Field::Error, &["error", "#error"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "yelp-fusion",
        platform: Some("yelp"),
        kind: Some(Kind::Review),
        zone_hours: -8,
        cuts_text: true,
        needs: &[&["time_created"], &["rating"], &["user/name", "user/id"]],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Author, &["user/name"]),
            (Field::AuthorId, &["user/id"]),
            (Field::Text, &["text"]),
            (Field::Stars, &["rating"]),
            (Field::Posted, &["time_created"]),
            (Field::Permalink, &["url"]),
            (Field::Reply, &["public_response/text"]),
            (Field::ReplyAt, &["public_response/time_created"]),
            (Field::ReplyAuthor, &["public_response/business_user/name"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "birdeye-api",
        kind: Some(Kind::Review),
        names: Names::FirstLast,
        needs: &[&["reviewId"], &["sourceType"], &["comments", "reviewDate"]],
        fields: &[
            (Field::Id, &["reviewId"]),
            (Field::FirstName, &["reviewer/firstName"]),
            (Field::LastName, &["reviewer/lastName"]),
            (Field::Author, &["reviewer/nickName"]),
            (Field::Title, &["title"]),
            (Field::Text, &["comments"]),
            (Field::Stars, &["rating"]),
            (Field::Status, &["status"]),
            (Field::Posted, &["reviewDate"]),
            (Field::Platform, &["sourceType"]),
            (Field::Permalink, &["uniqueReviewUrl", "reviewUrl"]),
            (Field::Context, &["businessName"]),
            (Field::Reply, &["response"]),
            (Field::ReplyAt, &["responseDate"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "podium-api",
        kind: Some(Kind::Review),
        needs: &[
            &["review/siteName", "review/siteReviewId"],
            &["review/rating"],
            &["uid", "createdAt"],
        ],
        fields: &[
            (Field::Id, &["review/siteReviewId", "uid"]),
            (Field::Author, &["author/name"]),
            (Field::Text, &["review/body"]),
            (Field::Stars, &["review/rating"]),
            (Field::IsRecommendation, &["isRecommendation"]),
            (Field::Posted, &["review/createdAt", "createdAt"]),
            (Field::Updated, &["updatedAt"]),
            (Field::Platform, &["review/siteName"]),
            (Field::Permalink, &["review/url"]),
            (Field::Context, &["location/name"]),
            (Field::Reply, &["responses/-1/body"]),
            (Field::ReplyAt, &["responses/-1/createdAt"]),
            (Field::ReplyAuthor, &["responses/-1/siteAuthorName", "responses/-1/author/name"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "reputation-api",
        kind: Some(Kind::Review),
        needs: &[&["reviewID"], &["sourceName"], &["reviewBody", "rating"]],
        fields: &[
            (Field::Id, &["reviewID"]),
            (Field::Author, &["author/name"]),
            (Field::Title, &["title"]),
            (Field::Text, &["reviewBody"]),
            (Field::Stars, &["rating"]),
            (Field::Status, &["status"]),
            (Field::Posted, &["datePublished"]),
            (Field::Platform, &["sourceName"]),
            (Field::Permalink, &["url", "reviewUrl"]),
            (Field::Context, &["locationName"]),
            (Field::Reply, &["responses/-1/text", "responses/-1/body", "responses/-1/response"]),
            (
                Field::ReplyAt,
                &["responses/-1/date", "responses/-1/datePublished", "responses/-1/createdAt"],
            ),
        ],
        ..PLAIN
    },
    Preset {
        format: "vista-social-inbox",
        names: Names::HandleWherePlatformHasThem,
        needs: &[&["network"], &["message"], &["received"]],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Author, &["user/name"]),
            (Field::Handle, &["user/username"]),
            (Field::Text, &["message"]),
            (Field::MessageType, &["type"]),
            (Field::Posted, &["received"]),
            (Field::Platform, &["network"]),
            (Field::Permalink, &["url"]),
            (Field::Parent, &["parent/id"]),
            (Field::ParentKind, &["parent/type"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "trustpilot-api",
        platform: Some("trustpilot"),
        kind: Some(Kind::Review),
        needs: &[&["consumer/displayName", "consumer/id"], &["stars"]],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Author, &["consumer/displayName"]),
            (Field::Title, &["title"]),
            (Field::Text, &["text"]),
            (Field::Stars, &["stars"]),
            (Field::Language, &["language"]),
            (Field::Posted, &["createdAt"]),
            (Field::Updated, &["updatedAt"]),
            (Field::Context, &["businessUnit/displayName"]),
            (Field::Reply, &["companyReply/text"]),
            (Field::ReplyAt, &["companyReply/createdAt"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "linkedin-comments",
        platform: Some("linkedin"),
        kind: Some(Kind::Comment),
        needs: &[&["actor"], &["message/text", "message"], &["created/time"]],
        fields: &[
            (Field::Id, &["commentUrn", "$URN", "id"]),
            (Field::AuthorId, &["actor"]),
            (Field::Text, &["message/text", "message"]),
            (Field::Posted, &["created/time"]),
            (Field::Parent, &["parentComment"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "hootsuite-inbox-messages",
        kind: Some(Kind::Comment),
        names: Names::HandleWherePlatformHasThem,
        needs: &[&["Message ID"], &["Conversation ID"], &["Direction"], &["Content"]],
        fields: &[
            (Field::Id, &["Message ID"]),
            (Field::Conversation, &["Conversation ID"]),
            (Field::Direction, &["Direction"]),
            (Field::MessageType, &["Message Type"]),
            (Field::Platform, &["Medium"]),
            (Field::Author, &["Contact Primary Identifier", "Contact Secondary Identifier"]),
            (Field::AuthorId, &["Contact Profile ID"]),
            (Field::Text, &["Content"]),
            (Field::Posted, &["Created at"]),
            (Field::Permalink, &["Post URL"]),
        ],
        ..PLAIN
    },
    Preset {
        format: "trustpilot-csv",
        platform: Some("trustpilot"),
        kind: Some(Kind::Review),
        needs: &[
            &["Review Id"],
            &["Review Stars"],
            &["Review Content", "Review Title"],
            &["Review Created (UTC)", "Review Created", "Review Username"],
        ],
        fields: &[
            (Field::Id, &["Review Id"]),
            (Field::Author, &["Review Username"]),
            (Field::Title, &["Review Title"]),
            (Field::Text, &["Review Content"]),
            (Field::Stars, &["Review Stars"]),
            (Field::Posted, &["Review Created (UTC)", "Review Created"]),
            (Field::Language, &["Review Language"]),
            (Field::Context, &["Location Name", "Webshop Name"]),
            (Field::Reply, &["Reply", "Company Reply", "Reply Text", "Reply Content"]),
            (
                Field::ReplyAt,
                &["Company Reply Date (UTC)", "Reply Date (UTC)", "Reply Date", "Replied At"],
            ),
        ],
        ..PLAIN
    },
    Preset {
        format: "exportcomments",
        platform: Some("youtube"),
        kind: Some(Kind::Comment),
        order: Some(DateOrder::DayFirst),
        needs: &[&["isHearted", "isPinned"], &["Comment"], &["Name", "Username"]],
        fields: EXPORTCOMMENTS,
        ..PLAIN
    },
    Preset {
        format: "exportcomments",
        order: Some(DateOrder::DayFirst),
        needs: &[
            &["Comment"],
            &["(view source)"],
            &["Name", "Name (click to view profile)", "Username", "Profile ID"],
        ],
        fields: EXPORTCOMMENTS,
        ..PLAIN
    },
    Preset {
        format: "exportcomments",
        order: Some(DateOrder::DayFirst),
        needs: &[&["Comment"], &["Name (click to view profile)"]],
        fields: EXPORTCOMMENTS,
        ..PLAIN
    },
];

/// `id` of these files is the number of the row; it names nothing.
const EXPORTCOMMENTS: &[(Field, &[&str])] = &[
    (Field::Author, &["Name", "Name (click to view profile)"]),
    (Field::Handle, &["Username"]),
    (Field::AuthorId, &["Profile ID"]),
    (Field::Text, &["Comment"]),
    (Field::Posted, &["Date"]),
    (Field::Stars, &["Stars"]),
    (Field::Permalink, &["(view source)", "Comment URL", "Permalink"]),
];
