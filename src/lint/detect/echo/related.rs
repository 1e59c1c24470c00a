//! Which health matters belong together, and which sentences speak of one person.

use crate::text::{Span, Text};

/// Concepts that speak of one matter: a part of the body, what ails it, what is done there and what is taken for it.
const FAMILIES: &[&[&str]] = &[
    &["nose", "perforation", "cleft"],
    &["eyes", "eyelids", "vision", "vision-problem", "drooping"],
    &["brows", "eyelids", "drooping", "neurotoxin", "wrinkle"],
    &["face", "wrinkle", "filler", "neurotoxin", "migration", "injectable"],
    &["lips", "filler", "migration"],
    &["neck", "chin"],
    &["breast", "wound", "cancer"],
    &["abdomen", "fat-removal", "weight", "cleft"],
    &["weight", "weight-surgery", "glp1", "phentermine", "diabetes", "fat-removal"],
    &["hair", "hair-loss", "hair-drug", "regenerative"],
    &["teeth", "tooth-problem"],
    &["fertility", "pregnancy", "fertility-drug", "hormone"],
    &[
        "skin", "acne", "pigment", "rosacea", "rash", "burn", "scar", "laser", "peel", "facial",
        "needling",
    ],
    &["skin", "skin-lesion", "cancer"],
    &["acne", "isotretinoin", "retinoid"],
    &["veins", "thighs"],
    &["infection", "wound", "antibiotic", "hospital"],
    &["bleeding", "bruising", "blood-thinner", "blood"],
    &["pain", "painkiller", "numbness"],
    &["face", "numbness", "asymmetry", "drooping"],
    &["skin", "permanent-makeup", "brows"],
    &["nose", "wound"],
    &["diabetes", "weight", "glp1"],
    &["swelling", "aftercare", "infection"],
    &["rash", "skin", "medication"],
    &["wrinkle", "neurotoxin", "drooping"],
    &["breast", "lump", "asymmetry"],
    &["drip", "nausea"],
    &["sweat", "sweating"],
    &["mood", "antidepressant", "sedative"],
    &["lump", "swelling", "filler"],
    &["hospital", "nausea", "genetic"],
    &[
        "medication",
        "painkiller",
        "antibiotic",
        "steroid",
        "isotretinoin",
        "glp1",
        "antifungal",
        "hair-drug",
        "hormone",
        "fertility-drug",
    ],
];

/// Concepts that people name in many ways: another of the family gives nothing away by itself.
pub(super) const MANY_SIDED: &[&str] = &["swelling", "pain", "wound", "hospital"];

/// Concepts that a reply may name in general without meaning this person.
pub(super) const EVERYDAY: &[&str] = &["mood", "medication"];

/// Words by which a sentence speaks of one person or to them.
const OF_SOMEBODY: &[&str] = &[
    "you",
    "your",
    "yours",
    "u",
    "ur",
    "her",
    "his",
    "hers",
    "she",
    "he",
    "him",
    "that",
    "those",
    "sorry",
    "saddened",
    "glad",
    "happy",
    "thrilled",
    "congrats",
    "congratulations",
    "su",
    "sus",
    "tu",
    "tus",
    "usted",
    "te",
    "le",
    "lamentamos",
    "sentimos",
];

/// The families of a concept.
pub(super) fn families(name: &str) -> Vec<usize> {
    (0..).zip(FAMILIES).filter(|(_, family)| family.contains(&name)).map(|(n, _)| n).collect()
}

/// Whether the sentence of a place speaks of one person or to them.
pub(in crate::lint::detect) fn is_of_somebody(text: &Text<'_>, span: Span) -> bool {
    let mut sentences = text.sentences().iter();
    let sentence = sentences.find(|sentence| sentence.span.overlaps(span));
    sentence
        .and_then(|sentence| text.tokens().get(sentence.tokens.clone()))
        .is_some_and(|tokens| tokens.iter().any(|token| OF_SOMEBODY.contains(&text.norm(token))))
}
