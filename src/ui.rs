//! The window's parts: the theme, the widgets, the list and the icons that panels are drawn with.

pub mod icons;
pub mod theme;
pub mod virtual_list;
pub mod widgets;
