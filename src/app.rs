//! Placeholder line; replaced before the first commit.
