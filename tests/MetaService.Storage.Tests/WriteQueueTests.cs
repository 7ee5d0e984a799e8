using Dapper;
using MetaService.Storage.Tests.Support;

namespace MetaService.Storage.Tests;

public sealed class WriteQueueTests : IAsyncLifetime, IDisposable
{
    private readonly StoreFile _file = new();
    private ArticleStore _store = null!;

    public async Task InitializeAsync() => _store = await _file.OpenAsync(_file.Options with { MaxQueuedWrites = 100 });

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Many_callers_share_commits()
    {
        // The writer is held until all callers have queued: they are one batch then.
        using var gate = new ManualResetEventSlim();
        var before = _store.Commits;
        var holder = await Hold(gate);
        var corpus = new SyntheticCorpus(5);
        var callers = Enumerable.Range(0, 64).Select(i => Task.Run(() => _store.IngestAsync(corpus[i], CancellationToken.None))).ToList();
        while (_store.QueuedWrites < 64)
        {
            await Task.Delay(1);
        }

        gate.Set();
        await holder;
        var results = await Task.WhenAll(callers);
        Assert.All(results, static result => Assert.Equal(IngestOutcome.Created, result.Outcome));
        Assert.Equal(64, results.Select(static result => result.Article.ArticleId).Distinct().Count());
        Assert.Equal(64, await _store.CountAsync(CancellationToken.None));
        Assert.Equal(2, _store.Commits - before);
    }

    [Fact]
    public async Task The_same_article_from_many_callers_at_once_is_stored_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(
            () => _store.IngestAsync(new Sample { Id = i % 2 == 0 ? "a" : "b" }.Build(), CancellationToken.None))));
        Assert.Equal(1, results.Count(static result => result.Outcome == IngestOutcome.Created));
        Assert.Single(results.Select(static result => result.Article.ArticleId).Distinct());
        Assert.Equal(1, await _store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_write_that_fails_fails_alone()
    {
        using var gate = new ManualResetEventSlim();
        var holder = await Hold(gate);
        var corpus = new SyntheticCorpus(6);
        var good = new List<Task<IngestResult>>();
        var bad = new List<Task>();
        for (var i = 0; i < 20; i++)
        {
            var index = i;
            good.Add(_store.IngestAsync(corpus[index], CancellationToken.None));
            bad.Add(_store.WriteAsync<int>(
                writer =>
                {
                    // Half done when it fails: the half must go, the index entries with it.
                    writer.Ingest(Storage.ArticleStore.Prepare(corpus[1000 + index]), 1);
                    return index % 2 == 0 ? throw new InvalidOperationException("made up") : writer.Connection.Execute("INSERT INTO change_counter VALUES (2, 2)");
                },
                CancellationToken.None));
        }

        gate.Set();
        await holder;
        await Task.WhenAll(good);
        for (var i = 0; i < bad.Count; i++)
        {
            var error = await Record.ExceptionAsync(() => bad[i]);
            Assert.IsType(i % 2 == 0 ? typeof(InvalidOperationException) : typeof(StorageException), error);
        }

        Assert.Equal(20, await _store.CountAsync(CancellationToken.None));
        using var look = _file.Connect();
        Assert.Equal(20, look.ExecuteScalar<int>("SELECT count(*) FROM search_docsize"));
        Assert.Equal(20, look.ExecuteScalar<int>("SELECT last FROM change_counter"));
        Assert.Equal(0, look.ExecuteScalar<int>("SELECT count(*) FROM article_content WHERE seq NOT IN (SELECT seq FROM article)"));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_opened_anew()
    {
        await _store.IngestAsync(new Sample { Id = "a" }.Build(), CancellationToken.None);
        await Assert.ThrowsAnyAsync<Exception>(() => _store.WriteAsync(
            static writer =>
            {
                writer.Connection.Dispose();
                return 0;
            },
            CancellationToken.None));
        Assert.Equal(IngestOutcome.Created, (await _store.IngestAsync(new Sample { Id = "b", Title = "b" }.Build(), CancellationToken.None)).Outcome);
        Assert.Equal(2, await _store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_full_queue_makes_callers_wait_and_a_caller_may_give_up()
    {
        using var gate = new ManualResetEventSlim();
        var holder = await Hold(gate);
        var corpus = new SyntheticCorpus(7);
        var callers = Enumerable.Range(0, 150).Select(i => _store.IngestAsync(corpus[i], CancellationToken.None)).ToList();
        using var impatient = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.IngestAsync(new Sample { Id = "late" }.Build(), impatient.Token));
        Assert.InRange(_store.QueuedWrites, 99, 100);
        gate.Set();
        await holder;
        await Task.WhenAll(callers);
        Assert.Equal(150, await _store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_withdrawn_write_is_not_done()
    {
        using var gate = new ManualResetEventSlim();
        var holder = await Hold(gate);
        using var cancellation = new CancellationTokenSource();
        var withdrawn = _store.IngestAsync(new Sample { Id = "a" }.Build(), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn);
        gate.Set();
        await holder;
        await _store.IngestAsync(new Sample { Id = "b", Title = "b" }.Build(), CancellationToken.None);
        Assert.Equal(1, await _store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Closing_finishes_what_is_queued()
    {
        var corpus = new SyntheticCorpus(8);
        var callers = Enumerable.Range(0, 50).Select(i => _store.IngestAsync(corpus[i], CancellationToken.None)).ToList();
        await _store.DisposeAsync();
        await Task.WhenAll(callers);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _store.IngestAsync(corpus[51], CancellationToken.None));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _store.GetAsync("a", CancellationToken.None));
        _store = await _file.OpenAsync();
        Assert.Equal(50, await _store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_cancelled_read_stops_within_its_statement()
    {
        using var cancellation = new CancellationTokenSource();
        var read = Task.Run(() => _store.ReadAsync(
            static connection => connection.ExecuteScalar<long>(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n WHERE i % 7 = 9"),
            cancellation.Token));
        await Task.Delay(50);
        Assert.False(read.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(TimeSpan.FromSeconds(30)));

        // The connection is as good as new.
        Assert.Equal(0, await _store.CountAsync(CancellationToken.None));
    }

    /// <summary>Keeps the writer busy until the gate opens; when this completes, it is.</summary>
    private async Task<Task> Hold(ManualResetEventSlim gate)
    {
        var entered = new TaskCompletionSource();
        var holder = _store.WriteAsync(
            _ =>
            {
                entered.SetResult();
                gate.Wait();
                return 0;
            },
            CancellationToken.None);
        await entered.Task;
        return holder;
    }
}
