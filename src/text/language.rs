//! Which language a text is in, told by its small words and its letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::phrase::{Language, QuickHash};
use super::{Kind, Text, Token};

/// Small words of each language; a word of several counts for each.
const SMALL_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the and you your we our is are to of for with this that please have be on at it us thank thanks sorry in \
         was not will would can any from by about so if or as hear do know i my they their an all what how has had \
         been but who more here call team",
    ),
    (
        "es",
        "el la los las de que y en un una por para con su sus nos lo es gracias usted ustedes nuestro nuestra \
         nuestros le les muy como pero esta este estamos sentimos favor mensaje aqui tu te se del al hola quien \
         somos mas ya si todo todos cualquier llame llamenos escribanos lamentamos mucho comentario opinion \
         hemos podemos queremos ayudar equipo mi sin lamento siento fue ha puede tan eso esa ese esto \
         hay vamos otra otro cuando nosotros ella vos tus os vuestra vuestro perdon disculpe disculpa disculpas \
         disculpanos escribenos llamanos mandanos marque alegria abrazo besos hoy ayer bien porque q xq pq porfa \
         tambien tb tmb porfis pues asi senora senor doctora clinica cita estas estos aca ni",
    ),
    (
        "pt",
        "o os a as de que e em um uma por para com seu sua nao voce voces obrigado obrigada nosso nossa muito do da \
         dos das ao pelo pela lamentamos estamos mensagem por favor equipe conosco ligue sentimos foi",
    ),
    (
        "fr",
        "le la les de des et en un une pour avec votre vos vous nous est pas merci que dans sur notre nos du au aux \
         sommes desole desoles avis ce cette il qui ne je bonjour ete plus",
    ),
    (
        "de",
        "der die das und wir sie ihr ihre ihren ist nicht mit fur danke vielen dank bitte ein eine einen uns unser \
         unsere tut leid es zu den dem im von auf haben werden bei zur sehr dass",
    ),
    (
        "it",
        "il la le di e che un una per con grazie suo sua non siamo vostro vostra ci della del nostro nostra lo gli \
         ha molto sono questo questa ringraziamo dispiace alla nel si mi",
    ),
    (
        "nl",
        "de het een en van wij we uw niet met bedankt dank voor ons onze is dat deze wat spijt te dit om u je graag \
         op bij zijn",
    ),
    (
        "tl",
        "ang ng sa po namin inyong salamat kami kayo hindi na mga ninyo natin ito iyong aming para at ay kung",
    ),
    ("ht", "nou ou mwen mesi pou yo nan pa sa ki li ak gen tanpri ekip"),
    ("pl", "nie za jest sie na do w i dziekujemy panstwa prosimy przykro nam z o to ze"),
    ("vi", "cam on chung toi ban cua va khong xin loi rat tiec quy khach voi"),
    ("tr", "ve bir bu icin cok tesekkur ederiz size sizin ile uzgunuz lutfen bize"),
];

/// For each small word, a bit for each language that has it.
static TABLE: LazyLock<HashMap<&str, u16, QuickHash>> = LazyLock::new(|| {
    let mut table: HashMap<&str, u16, QuickHash> = HashMap::default();
    for (place, (_, words)) in SMALL_WORDS.iter().enumerate() {
        for word in words.split(' ') {
            *table.entry(word).or_default() |= 1 << place;
        }
    }
    table
});

/// Letters that belong to one script, and the language that is most often written in it.
const SCRIPTS: &[(&str, std::ops::RangeInclusive<char>)] = &[
    ("ja", '\u{3040}'..='\u{30FF}'),
    ("zh", '\u{3400}'..='\u{9FFF}'),
    ("ko", '\u{AC00}'..='\u{D7AF}'),
    ("ru", '\u{0400}'..='\u{052F}'),
    ("el", '\u{0370}'..='\u{03FF}'),
    ("he", '\u{0590}'..='\u{05FF}'),
    ("ar", '\u{0600}'..='\u{06FF}'),
    ("hi", '\u{0900}'..='\u{097F}'),
    ("th", '\u{0E00}'..='\u{0E7F}'),
];

/// The language of a whole text, and whether the phrases of this app can read all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detected {
    code: &'static str,
    has_english: bool,
    has_spanish: bool,
    is_covered: bool,
}

impl Detected {
    /// ISO 639-1 of the language that most of the text is in; English where a text is too short to tell.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Whose phrases to look for; a mixed text has both.
    pub fn languages(&self) -> &'static [Language] {
        match (self.has_english, self.has_spanish) {
            (true, true) => &[Language::English, Language::Spanish],
            (false, true) => &[Language::Spanish],
            (_, false) => &[Language::English],
        }
    }

    /// Whether every sentence is in a language that there are phrases for.
    pub fn is_covered(&self) -> bool {
        self.is_covered
    }
}

/// A sentence needs so many small words of a language before it is believed to be in it.
const ENOUGH: usize = 3;

/// A Spanish text with one English small word among so many of its own is not read as English.
const SURELY: usize = 6;

/// Tells the language of a text.
pub fn detect(text: &Text<'_>) -> Detected {
    let mut all = Count::default();
    let mut is_covered = true;
    for sentence in text.sentences() {
        let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        let count = Count::of(text, tokens);
        is_covered &= count.foreign().is_none();
        all.add(&count);
    }
    let (english, spanish) = (all.small_words(0), all.small_words(1));
    let has_spanish =
        spanish > 1 || (spanish > 0 && english < 2) || text.source().contains(['¿', '¡', 'ñ']);
    // A word or two that both languages write alike do not make a Spanish text a mixed one.
    let has_english = !has_spanish || spanish < ENOUGH || english * SURELY > spanish;
    let known = if spanish > english { "es" } else { "en" };
    let foreign = all.foreign();
    Detected {
        code: foreign.unwrap_or(known),
        has_english,
        has_spanish,
        is_covered: is_covered && foreign.is_none(),
    }
}

/// How many small words and letters of each language there are.
#[derive(Default)]
struct Count {
    words: [usize; SMALL_WORDS.len()],
    scripts: [usize; SCRIPTS.len()],
    n_letters: usize,
}

impl Count {
    fn of(text: &Text<'_>, tokens: &[Token]) -> Self {
        let mut count = Self::default();
        for token in tokens.iter().filter(|token| token.kind == Kind::Word) {
            let mut languages = TABLE.get(text.norm(token)).copied().unwrap_or_default();
            while languages != 0 {
                let place = languages.trailing_zeros() as usize;
                count.words.iter_mut().skip(place).take(1).for_each(|n| *n += 1);
                languages &= languages - 1;
            }
            let written = text.written(token);
            if written.is_ascii() {
                count.n_letters += written.len();
                continue;
            }
            for c in written.chars() {
                count.n_letters += 1;
                for (n, (_, letters)) in count.scripts.iter_mut().zip(SCRIPTS) {
                    *n += usize::from(letters.contains(&c));
                }
            }
        }
        count
    }

    fn add(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(n, more)| *n += more);
        self.scripts.iter_mut().zip(&other.scripts).for_each(|(n, more)| *n += more);
        self.n_letters += other.n_letters;
    }

    /// Small words of the language at that place of the table.
    fn small_words(&self, place: usize) -> usize {
        self.words.get(place).copied().unwrap_or_default()
    }

    /// The language without phrases that this is in, if it surely is in one.
    fn foreign(&self) -> Option<&'static str> {
        let script = self.scripts.iter().zip(SCRIPTS).max_by_key(|(n, _)| **n);
        if let Some((n, (code, _))) = script
            && *n * 2 > self.n_letters
        {
            return Some(code);
        }
        let known = self.small_words(0).max(self.small_words(1));
        let other = self.words.iter().zip(SMALL_WORDS).skip(2).max_by_key(|(n, _)| **n);
        other.filter(|(n, _)| **n >= ENOUGH && **n > known + 1).map(|(_, (code, _))| *code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(source: &str) -> (&'static str, bool) {
        let detected = detect(&Text::read(source));
        (detected.code(), detected.is_covered())
    }

    #[test]
    fn languages_are_told_by_their_small_words() {
        assert_eq!(code("We are sorry to hear this. Please call us."), ("en", true), "English");
        assert_eq!(
            code("Lamentamos mucho lo ocurrido. Por favor llámenos."),
            ("es", true),
            "Spanish"
        );
        assert_eq!(code("Nous sommes désolés, merci de nous appeler."), ("fr", false), "French");
        assert_eq!(
            code("Lamentamos muito, você pode ligar para nossa equipe."),
            ("pt", false),
            "Portuguese"
        );
        assert_eq!(code("Es tut uns leid, bitte rufen Sie uns an."), ("de", false), "German");
        assert_eq!(code("感谢您的反馈"), ("zh", false), "Chinese");
        assert_eq!(code("Нам очень жаль"), ("ru", false), "Russian");
        assert_eq!(code("ok 👍"), ("en", true), "too short to tell");
    }

    #[test]
    fn a_mixed_text_is_read_in_both_languages() {
        let detected =
            detect(&Text::read("Gracias por su comentario! Call us please, we want to help."));
        assert_eq!(detected.languages(), [Language::English, Language::Spanish], "both");
        let detected = detect(&Text::read("Abrimos la agenda el lunes, gracias por su mensaje."));
        assert_eq!(detected.languages(), [Language::Spanish], "Spanish alone");
        let (code, is_covered) = code("We are sorry. Nous sommes désolés, merci de nous appeler.");
        assert!(!is_covered, "a whole sentence in {code} and French");
    }
}
