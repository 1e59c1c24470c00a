//! Words of the pages' interfaces in English and Spanish. A line is one of them only as a whole.

/// Lower case with plain spaces, for comparing.
pub(in crate::import) fn plain(line: &str) -> String {
    line.replace(['\u{a0}', '\u{202f}'], " ").trim().to_lowercase().replace('’', "'")
}

/// Whether a line is a number alone, as counts of reactions are.
pub(in crate::import) fn is_number(line: &str) -> bool {
    let line = line.trim_end_matches(['K', 'k', 'M']);
    !line.is_empty()
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
}

/// Whether a line asks to be answered to.
pub(in crate::import) fn is_reply(line: &str) -> bool {
    matches!(plain(line).as_str(), "reply" | "responder" | "antworten" | "répondre")
}

/// Whether a line is a control under a comment, "Reply" included.
pub(in crate::import) fn is_action(line: &str) -> bool {
    matches!(
        plain(line).as_str(),
        "like"
            | "reply"
            | "share"
            | "send message"
            | "edited"
            | "see translation"
            | "see original"
            | "hide"
            | "rate this translation"
            | "remove preview"
            | "unlike"
            | "love"
            | "me gusta"
            | "responder"
            | "compartir"
            | "enviar mensaje"
            | "editado"
            | "ver traducción"
            | "ver original"
            | "ocultar"
            | "calificar esta traducción"
            | "ya no me gusta"
            | "me encanta"
            | "gefällt mir"
            | "antworten"
            | "teilen"
            | "nachricht senden"
            | "bearbeitet"
            | "übersetzung anzeigen"
            | "original anzeigen"
            | "verbergen"
            | "j'aime"
            | "répondre"
            | "partager"
            | "envoyer un message"
            | "modifié"
            | "voir la traduction"
            | "voir l'original"
            | "masquer"
            | "liked by author"
            | "·"
    )
}

/// Whether a line says that the comment was changed.
pub(in crate::import) fn is_edited(line: &str) -> bool {
    matches!(
        plain(line).as_str(),
        "edited"
            | "editado"
            | "editada"
            | "bearbeitet"
            | "modifié"
            | "· edited"
            | "· editado"
            | "· bearbeitet"
            | "· modifié"
            | "updated review"
            | "reseña actualizada"
    )
}

/// How many replies a line offers to show; `None` for any other line.
pub(in crate::import) fn hidden_replies(line: &str) -> Option<u64> {
    let line = plain(line);
    let line = line.trim_start_matches(['—', '-', '─', ' ']);
    let starts = [
        "view ",
        "ver ",
        "hide ",
        "ocultar ",
        "show ",
        "mostrar ",
        "voir ",
        "afficher ",
        "masquer ",
        "alle ",
    ]
    .iter()
    .any(|word| line.starts_with(word))
        || line.ends_with(" anzeigen")
        || line.ends_with(" ansehen")
        || line.ends_with(" ausblenden")
        || line.ends_with(" verbergen");
    let is_about_replies =
        ["repl", "respuesta", "comment", "comentario", "antwort", "kommentar", "réponse"]
            .iter()
            .any(|word| line.contains(word));
    let is_who_replied = (line.ends_with(" replied")
        || line.contains(" replied · ")
        || line.contains(" respondió")
        || line.contains(" hat geantwortet")
        || line.contains(" a répondu"))
        && line.len() < 80;
    let is_offer = starts && is_about_replies && line.split(' ').count() <= 6;
    if !is_offer && !is_who_replied {
        return None;
    }
    if ["hide", "ocultar", "masquer"].iter().any(|word| line.starts_with(word))
        || line.ends_with("ausblenden")
        || line.ends_with("verbergen")
    {
        return Some(0);
    }
    let digits: String = line.chars().filter(char::is_ascii_digit).collect();
    Some(digits.parse().unwrap_or(1))
}

/// Whether a line stands beside a name: what somebody is to the page.
pub(in crate::import) fn is_badge(line: &str) -> bool {
    matches!(
        plain(line).as_str(),
        "author"
            | "top fan"
            | "rising fan"
            | "admin"
            | "moderator"
            | "group expert"
            | "top contributor"
            | "verified"
            | "verified account"
            | "new member"
            | "all-star contributor"
            | "follower"
            | "autor"
            | "autora"
            | "fan destacado"
            | "superfan"
            | "fan en ascenso"
            | "administrador"
            | "moderador"
            | "verificado"
            | "verificada"
            | "cuenta verificada"
            | "colaborador destacado"
            | "seguidor"
            | "verfasser"
            | "verfasserin"
            | "top-fan"
            | "verifiziert"
            | "auteur"
            | "super fan"
            | "fan super actif"
            | "vérifié"
            | "certifié"
    )
}

/// Whether a line stands between a name and the words.
pub(in crate::import) fn is_follow(line: &str) -> bool {
    matches!(
        plain(line).as_str(),
        "·" | "•"
            | "follow"
            | "following"
            | "seguir"
            | "siguiendo"
            | "folgen"
            | "gefolgt"
            | "suivre"
            | "abonné"
            | "· follow"
            | "· seguir"
            | "· folgen"
            | "· suivre"
    )
}

/// Whether a line is how the comments are sorted, or a sentence about it.
pub(in crate::import) fn is_sorting(line: &str) -> bool {
    let line = plain(line);
    matches!(
        line.as_str(),
        "most relevant"
            | "all comments"
            | "newest"
            | "newest first"
            | "top comments"
            | "más relevantes"
            | "todos los comentarios"
            | "más recientes"
            | "comentarios destacados"
            | "relevanteste"
            | "relevanteste zuerst"
            | "alle kommentare"
            | "neueste"
            | "neueste zuerst"
            | "plus pertinents"
            | "tous les commentaires"
            | "plus récents"
    ) || line.ends_with("may have been filtered out.")
        || line.ends_with("es posible que se hayan filtrado algunos comentarios.")
        || line.ends_with("es kann daher sein, dass einige kommentare herausgefiltert wurden.")
        || (line.starts_with("relevanteste ") && line.ends_with('.') && line.contains("kommentare"))
        || (line.contains("plus pertinents") && line.ends_with('.') && line.contains("filtrés"))
}

/// Cuts a control for more off the end; answers whether there was one. The ellipsis stays.
pub(in crate::import) fn cut_more(text: &mut String) -> bool {
    const MORE: [&str; 14] = [
        "See more",
        "See More",
        "Read more",
        "Ver más",
        "Leer más",
        "More",
        "Más",
        "Show more",
        "Mehr anzeigen",
        "Mehr ansehen",
        "Mehr",
        "Voir plus",
        "Plus",
        "Lire la suite",
    ];
    for control in MORE {
        let Some(rest) = text.strip_suffix(control) else { continue };
        // One word may be the writer's own; it is a control behind an ellipsis or on a line of its own.
        let before = rest.trim_end_matches([' ', '\u{a0}']);
        let is_control = before.ends_with('…')
            || before.ends_with("...")
            || (rest.ends_with('\n'))
            || (control.contains(' ') && rest.ends_with(' '));
        if is_control {
            let kept = rest.trim_end().len();
            text.truncate(kept);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_cut_only_as_a_control() {
        for (raw, kept, is_cut) in [
            ("hung up. … More", "hung up. …", true),
            ("Walked out.… See more", "Walked out.…", true),
            ("One\nMore", "One", true),
            ("I want More", "I want More", false),
            ("Más", "Más", false),
        ] {
            let mut text = raw.to_owned();
            assert_eq!(cut_more(&mut text), is_cut, "{raw}");
            assert_eq!(text, kept, "{raw}");
        }
    }

    #[test]
    fn offers_of_replies_are_no_words_of_anybody() {
        assert_eq!(hidden_replies("View all 2 replies"), Some(2), "English");
        assert_eq!(hidden_replies("Ver las 3 respuestas"), Some(3), "Spanish");
        assert_eq!(hidden_replies("Hide replies"), Some(0), "open already");
        assert_eq!(
            hidden_replies("View from the parking lot, nobody replies to my many calls"),
            None,
            "words"
        );
    }
}
