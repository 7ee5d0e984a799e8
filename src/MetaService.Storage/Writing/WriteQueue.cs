using System.Threading.Channels;
using MetaService.Storage.Files;

namespace MetaService.Storage.Writing;

/// <summary>
/// The one writer. Callers queue their writes; the writer takes what is queued, runs it in one transaction, each write within a savepoint,
/// commits (one flush to disk for all of them) and then answers. While a commit is on its way the next batch gathers.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private readonly Channel<WriteItem> _queue;
    private readonly DatabaseFile _file;
    private readonly int _maxBatch;
    private readonly Action<ArticleWriter> _committed;
    private readonly Task _loop;
    private ArticleWriter? _writer;
    private long _commits;

    /// <param name="file">The database.</param>
    /// <param name="writer">The writer on it, handed over.</param>
    /// <param name="options">Limits.</param>
    /// <param name="committed">Called after each commit, before the callers are answered.</param>
    internal WriteQueue(DatabaseFile file, ArticleWriter writer, StorageOptions options, Action<ArticleWriter> committed)
    {
        _file = file;
        _writer = writer;
        _maxBatch = Math.Max(1, options.MaxBatch);
        _committed = committed;
        _queue = Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(Math.Max(1, options.MaxQueuedWrites)) { SingleReader = true });
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Writes that wait.</summary>
    internal int Count => _queue.Reader.Count;

    /// <summary>Transactions committed.</summary>
    internal long Commits => Interlocked.Read(ref _commits);

    /// <summary>Queues a write and waits until it is durable. Where the queue is full, waits for room first.</summary>
    /// <exception cref="OperationCanceledException">
    /// Cancelled. A write that the writer had not taken yet is not done; one that it had is done all the same.
    /// </exception>
    internal async Task<T> RunAsync<T>(Func<ArticleWriter, T> work, CancellationToken cancellation)
    {
        var item = new WriteItem<T>(work);
        try
        {
            await _queue.Writer.WriteAsync(item, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(ArticleStore));
        }

        try
        {
            return await item.Answer.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!item.Answer.IsCompleted)
        {
            item.TryWithdraw();
            throw;
        }
    }

    /// <summary>Finishes what is queued, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _writer?.Dispose();
    }

    private void Loop()
    {
        var batch = new List<WriteItem>(_maxBatch);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < _maxBatch && _queue.Reader.TryRead(out var item))
            {
                if (item.TryTake())
                {
                    batch.Add(item);
                }
            }

            if (batch.Count > 0)
            {
                RunBatch(batch);
            }
        }
    }

    /// <summary>Runs a batch. Whatever happens, each item is answered and the loop lives on.</summary>
    private void RunBatch(List<WriteItem> batch)
    {
        var failed = new Dictionary<WriteItem, Exception>();
        try
        {
            var writer = _writer ??= new ArticleWriter(_file.OpenWriter());
            writer.Begin();
            foreach (var item in batch)
            {
                try
                {
                    writer.RunItem(item);
                }
                catch (Exception exception) when (!SqliteErrors.IsMediumFault(exception) && writer.InTransaction)
                {
                    failed.Add(item, SqliteErrors.Translate(exception));
                }
            }

            writer.Commit();
            Interlocked.Increment(ref _commits);
        }
        catch (Exception exception)
        {
            Recover();
            if (batch.Count > 1 && !SqliteErrors.IsMediumFault(exception))
            {
                // One of them spoils the common commit: each gets a transaction of its own.
                foreach (var item in batch)
                {
                    RunBatch([item]);
                }

                return;
            }

            var error = SqliteErrors.Translate(exception);
            foreach (var item in batch)
            {
                item.Fail(error);
            }

            return;
        }

        AfterCommit();
        foreach (var item in batch)
        {
            if (failed.TryGetValue(item, out var exception))
            {
                item.Fail(exception);
            }
            else
            {
                item.Succeed();
            }
        }
    }

    private void AfterCommit()
    {
        try
        {
            _committed(_writer!);
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // What is stored is stored; what it was read for is read again with the next commit or start.
        }
    }

    /// <summary>Takes the transaction back; a connection that cannot even do that is closed and opened anew with the next batch.</summary>
    private void Recover()
    {
        try
        {
            _writer?.Rollback();
        }
        catch (Exception)
        {
            try
            {
                _writer?.Dispose();
            }
            catch (Exception)
            {
                // Nothing more can be done with this connection.
            }

            _writer = null;
        }
    }
}
