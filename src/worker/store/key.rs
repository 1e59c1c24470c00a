//! The database's key: 32 random bytes in a file of their own, readable by the owner alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use crate::worker::StoreError;

/// Number of random bytes; SQLCipher takes exactly these as a raw key.
const KEY_BYTES: usize = 32;

/// A raw key in hexadecimal digits. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Key(String);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(hidden)")
    }
}

impl Key {
    /// Reads the key from its file.
    pub(super) fn read(path: &Path) -> Result<Self, StoreError> {
        let bytes = fs::read(path)
            .map_err(|error| StoreError::files("the key file", "read", path, &error))?;
        let digits = String::from_utf8(bytes).unwrap_or_default().trim().to_ascii_lowercase();
        if digits.len() == KEY_BYTES * 2 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            owner_only(path);
            Ok(Self(digits))
        } else {
            Err(StoreError::KeyDamaged(path.to_owned()))
        }
    }

    /// Makes a key and writes its file, whole or not at all.
    pub(super) fn make(path: &Path) -> Result<Self, StoreError> {
        let mut bytes = [0; KEY_BYTES];
        getrandom::fill(&mut bytes).map_err(|_error| StoreError::NoRandomness)?;
        let mut digits = String::with_capacity(KEY_BYTES * 2);
        for nibble in bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]) {
            digits.extend(char::from_digit(nibble.into(), 16));
        }
        write_whole(path, &digits)
            .map_err(|error| StoreError::files("the key file", "written", path, &error))?;
        Ok(Self(digits))
    }

    /// The statement that unlocks a connection; it comes before any other.
    pub(super) fn pragma(&self) -> String {
        format!("PRAGMA key = \"x'{}'\"", self.0)
    }
}

/// Writes beside the place, forces it to the disk, then moves it there: a power cut leaves no half key.
fn write_whole(path: &Path, digits: &str) -> io::Result<()> {
    let beside = path.with_extension("key.part");
    let mut file = private_options().create(true).truncate(true).open(&beside)?;
    writeln!(file, "{digits}")?;
    file.sync_all()?;
    drop(file);
    fs::rename(&beside, path)?;
    sync_folder(path)
}

/// Makes an empty file that only its owner may read, unless something stands there.
pub(super) fn touch_private(path: &Path) -> io::Result<File> {
    private_options().create(true).truncate(false).open(path)
}

#[cfg(unix)]
fn private_options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.write(true).mode(0o600);
    options
}

#[cfg(not(unix))]
fn private_options() -> OpenOptions {
    // The profile folder of Windows is the person's own by inheritance.
    let mut options = OpenOptions::new();
    options.write(true);
    options
}

/// Takes other people's rights to the file away, as far as the disk knows rights.
#[cfg(unix)]
fn owner_only(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    if fs::set_permissions(path, fs::Permissions::from_mode(0o600)).is_err() {
        log::warn!("the rights of the key file could not be narrowed");
    }
}

#[cfg(not(unix))]
fn owner_only(_path: &Path) {}

/// A rename is safe from a power cut once the folder itself is on the disk.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes the data folder, for its owner alone.
pub(super) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder
        .create(folder)
        .map_err(|error| StoreError::files("the data folder", "made", folder, &error))
}
