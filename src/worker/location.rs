//! Where the database lies unless a person says otherwise.

use std::path::PathBuf;

use etcetera::app_strategy::{AppStrategy as _, AppStrategyArgs, choose_native_strategy};

/// The system's data folder for the app, or `None` where the system does not say where home is.
///
/// Nothing is made or read there.
pub fn default_folder() -> Option<PathBuf> {
    let names = AppStrategyArgs {
        top_level_domain: String::new(),
        author: "Bedside".to_owned(),
        app_name: "bedside".to_owned(),
    };
    choose_native_strategy(names).ok().map(|places| places.data_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_carries_the_apps_name() {
        if let Some(folder) = default_folder() {
            let path = folder.to_string_lossy().to_lowercase();
            assert!(path.contains("bedside"), "a person can find it");
        }
    }
}
