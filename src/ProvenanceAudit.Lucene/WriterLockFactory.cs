using Lucene.Net.Store;
using Lock = Lucene.Net.Store.Lock;

namespace ProvenanceAudit.Lucene;

/// <summary>
/// Locks an index against other writers, in this process and in others, with a file that is opened for one alone; the system
/// frees it when the process ends, however it ends. Lucene.Net's own lock holds within a process only on Linux.
/// </summary>
internal sealed class WriterLockFactory(string directory) : LockFactory
{
    /// <inheritdoc/>
    public override Lock MakeLock(string lockName) => new FileLock(Path.Combine(directory, lockName));

    /// <inheritdoc/>
    public override void ClearLock(string lockName)
    {
        // A lock that nobody holds is free, though its file is there.
    }

    private sealed class FileLock(string path) : Lock
    {
        private FileStream? _file;

        public override bool Obtain()
        {
            if (_file is not null)
                return false;
            try
            {
                _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
                return true;
            }
            catch (IOException e)
            {
                FailureReason = e;
                return false;
            }
        }

        public override bool IsLocked()
        {
            if (_file is not null)
                return true;
            using var probe = new FileLock(path);
            return !probe.Obtain();
        }

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            _file?.Dispose();
            _file = null;
        }
    }
}
