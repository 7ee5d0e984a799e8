using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MetaService.Storage.Files;

/// <summary>Connections that read, each lent to one reader at a time. A cancelled reader's statement stops where it is.</summary>
internal sealed class ReaderPool(DatabaseFile file, int maxReaders) : IAsyncDisposable
{
    /// <summary>Virtual machine steps between two looks at the token.</summary>
    private const int StepsBetweenChecks = 2000;

    private readonly SemaphoreSlim _free = new(maxReaders);
    private readonly ConcurrentBag<Lease> _idle = [];
    private volatile bool _disposed;

    /// <summary>Runs <paramref name="read"/> on a connection of its own.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled, also in the middle of a statement.</exception>
    /// <exception cref="StorageException">SQLite failed.</exception>
    internal async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        Lease? lease = null;
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            lease = _idle.TryTake(out var idle) ? idle : new Lease(file.OpenReader());
            lease.Token = cancellation;

            // The progress handler catches a cancellation that comes between two statements; the interrupt is faster within one.
            using (cancellation.UnsafeRegister(static state => raw.sqlite3_interrupt(((Lease)state!).Connection.Handle), lease))
            {
                return read(lease.Connection);
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteErrors.Interrupt && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Translate(exception);
        }
        finally
        {
            Return(lease);
            _free.Release();
        }
    }

    /// <summary>Waits for the running reads and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        for (var i = 0; i < maxReaders; i++)
        {
            await _free.WaitAsync().ConfigureAwait(false);
        }

        while (_idle.TryTake(out var lease))
        {
            lease.Connection.Dispose();
        }

        _free.Release(maxReaders);
    }

    private void Return(Lease? lease)
    {
        if (lease is null)
        {
            return;
        }

        lease.Token = default;
        _idle.Add(lease);
    }

    private sealed class Lease
    {
        internal Lease(SqliteConnection connection)
        {
            Connection = connection;
            raw.sqlite3_progress_handler(
                connection.Handle, StepsBetweenChecks, static state => ((Lease)state).Token.IsCancellationRequested ? 1 : 0, this);
        }

        internal SqliteConnection Connection { get; }

        internal CancellationToken Token { get; set; }
    }
}
