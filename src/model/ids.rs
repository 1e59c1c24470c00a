//! Numbers that name one row each, as types that cannot be mixed up.

/// Makes one newtype over the row number that the database gave.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// Names one [`Comment`](super::Comment).
    CommentId
}
id! {
    /// Names one [`Practice`](super::Practice).
    PracticeId
}
id! {
    /// Names one [`Person`](super::Person) at the desk.
    PersonId
}
id! {
    /// Names one import: everything that came in with one file or one paste.
    ImportId
}
id! {
    /// Names one recorded [`Reply`](super::Reply).
    ReplyId
}
