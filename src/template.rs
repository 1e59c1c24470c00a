//! Canned responses: parts with placeholders, ranked for a comment, filled from a practice's profile.
