//! The folder of an engine: a lock file, and one redb file with everything in it.
//!
//! What is promised is that a killed process loses nothing it answered: every commit is with the operating system when
//! it returns. With `fsync` it is on the disk as well.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    ops::Bound,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use redb::{BackendError, Builder, Database, DatabaseError, StorageBackend, backends::FileBackend};

use super::{
    change::Change,
    guard::guarded,
    load::{self, Contents},
    open::{OpenError, OpenErrorKind},
    tables,
};

const LOCK: &str = "weaviate-local.lock";
pub(super) const DATA: &str = "weaviate-local.redb";
/// The data file until it has its tables and its format.
const UNFINISHED: &str = "weaviate-local.redb.new";

/// An open folder.
pub(crate) struct Folder {
    db: Database,
    fsync: Arc<AtomicBool>,
    // Declared after the data file, so that it is dropped after it.
    _lock: Lock,
}

impl Folder {
    /// Opens a folder, made when it is not there, with what is in it.
    pub(crate) fn open(path: &Path) -> Result<(Self, Contents), OpenError> {
        let io = |error| OpenError::io(path, error);
        if path.exists() && !path.is_dir() {
            let found = "a file where a folder is meant".to_owned();
            return Err(OpenError::new(path, OpenErrorKind::Foreign { found }));
        }
        let data = path.join(DATA);
        if !data.exists() {
            check_empty(path)?;
        }
        std::fs::create_dir_all(path).map_err(io)?;
        let lock = lock(path)?;
        let fsync = Arc::new(AtomicBool::new(false));
        if !data.exists() {
            create(path, &fsync)?;
        }
        // Every page is read once: to keep some would only cost time, most of all on several threads.
        let db = database(path, &data, &fsync, 0)?;
        tables::check_format(path, &db)?;
        let contents = load::read(&db).map_err(|why| OpenError::corrupt(path, why))?;
        drop(db);
        let db = database(path, &data, &fsync, CACHE)?;
        Ok((Self { db, fsync, _lock: lock }, contents))
    }

    /// Writes changes in their order, all of them or none.
    pub(super) fn write(&mut self, changes: &[Change]) -> Result<(), redb::Error> {
        tables::write(&self.db, changes)
    }

    /// The switch for waiting for the disk on every commit.
    pub(super) fn fsync(&self) -> Arc<AtomicBool> {
        self.fsync.clone()
    }
}

// A folder with other people's files in it is not ours to write to.
fn check_empty(path: &Path) -> Result<(), OpenError> {
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(OpenError::io(path, error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| OpenError::io(path, error))?.file_name();
        if name != LOCK && name != UNFINISHED {
            let found = format!("`{}` and no `{DATA}`", name.to_string_lossy());
            return Err(OpenError::new(path, OpenErrorKind::Foreign { found }));
        }
    }
    Ok(())
}

// The operating system lets go of the lock when the process ends, however it ends.
fn lock(path: &Path) -> Result<Lock, OpenError> {
    let io = |error| OpenError::io(path, error);
    let name = path.join(LOCK);
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(name).map_err(io)?;
    let patience = Instant::now() + Duration::from_millis(500);
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let _ = file.rewind().and_then(|()| file.read_to_string(&mut text));
                let process = text.trim().parse().ok();
                // The last connections of a server of this process may still be letting go of its engine.
                if process != Some(std::process::id()) || Instant::now() > patience {
                    return Err(OpenError::new(path, OpenErrorKind::Locked { process }));
                }
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
    }
    let mut lock = Lock(file);
    let file = &mut lock.0;
    file.set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| writeln!(file, "{}", std::process::id()))
        .map_err(io)?;
    Ok(lock)
}

/// The locked file. A program that another thread starts at this moment has a copy of it, for as long as it takes to
/// start: closing alone would leave the lock with that one.
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

// A file gets its name when it is whole, so that one with the name is never half made.
fn create(path: &Path, fsync: &Arc<AtomicBool>) -> Result<(), OpenError> {
    let io = |error| OpenError::io(path, error);
    let unfinished = path.join(UNFINISHED);
    match std::fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io(error)),
        _ => {}
    }
    let db = database(path, &unfinished, fsync, 0)?;
    tables::create(&db).map_err(|error| OpenError::corrupt(path, error))?;
    drop(db);
    File::open(&unfinished).and_then(|file| file.sync_all()).map_err(io)?;
    std::fs::rename(&unfinished, path.join(DATA)).map_err(io)
}

fn database(path: &Path, file: &Path, fsync: &Arc<AtomicBool>, cache: usize) -> Result<Database, OpenError> {
    let io = |error| OpenError::io(path, error);
    let handle =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(file).map_err(io)?;
    if file.ends_with(DATA) && handle.metadata().map_err(io)?.len() == 0 {
        return Err(OpenError::corrupt(path, format!("`{DATA}` is empty")));
    }
    let opened = guarded(|| {
        let file = FileBackend::new(handle)?;
        Builder::new().set_cache_size(cache).create_with_backend(Backend { file, fsync: fsync.clone() })
    });
    match opened {
        Ok(Ok(db)) => Ok(db),
        Ok(Err(DatabaseError::DatabaseAlreadyOpen)) => {
            Err(OpenError::new(path, OpenErrorKind::Locked { process: None }))
        }
        Ok(Err(DatabaseError::Storage(redb::StorageError::Io(error))))
            if error.kind() == io::ErrorKind::InvalidData || error.kind() == io::ErrorKind::UnexpectedEof =>
        {
            Err(OpenError::corrupt(path, format!("`{DATA}` is not what was written: {error}")))
        }
        Ok(Err(DatabaseError::Storage(redb::StorageError::Io(error)))) => Err(io(error)),
        Ok(Err(error)) => Err(OpenError::corrupt(path, error)),
        Err(why) => Err(OpenError::corrupt(path, why)),
    }
}

/// The objects are in memory: writing needs no large cache of the file.
const CACHE: usize = 32 << 20;

/// The data file, which waits for the disk only when it is told to.
#[derive(Debug)]
struct Backend {
    file: FileBackend,
    fsync: Arc<AtomicBool>,
}

// As with the lock file: after a panic in redb the file must be unlocked, closing it is not enough.
impl Drop for Backend {
    fn drop(&mut self) {
        let _ = self.file.close();
    }
}

impl StorageBackend for Backend {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        if self.fsync.load(Ordering::Relaxed) { self.file.sync_data() } else { Ok(()) }
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.file.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }

    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_range(start, end)
    }

    fn try_lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_shared_range(start, end)
    }

    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.unlock_range(start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a data file that is none, gone with it.
    struct Damaged(std::path::PathBuf);

    impl Damaged {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("weaviate-local-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&path).unwrap();
            std::fs::write(path.join(DATA), vec![7; 10_000]).unwrap();
            Self(path)
        }
    }

    impl Drop for Damaged {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    // A program that is started has, until it is running, a copy of every open file: here is such a copy.
    #[test]
    fn a_copy_of_the_lock_file_keeps_nobody_out() {
        let folder = Damaged::new("copied-lock");
        let lock = super::lock(&folder.0).unwrap();
        let copy = lock.0.try_clone().unwrap();
        assert!(super::lock(&folder.0).is_err(), "it is locked");
        drop(lock);
        assert!(super::lock(&folder.0).is_ok());
        drop(copy);
    }

    #[test]
    fn a_copy_of_a_data_file_that_was_refused_keeps_nobody_out() {
        let folder = Damaged::new("copied-data");
        let open = || OpenOptions::new().read(true).write(true).open(folder.0.join(DATA)).unwrap();
        let handle = open();
        let copy = handle.try_clone().unwrap();
        let backend = Backend { file: FileBackend::new(handle).unwrap(), fsync: Arc::default() };
        assert!(Builder::new().create_with_backend(backend).is_err(), "it is damaged");
        assert!(open().try_lock().is_ok());
        drop(copy);
    }
}
