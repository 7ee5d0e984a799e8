using Dapper;
using MetaService.Storage.Tests.Support;

namespace MetaService.Storage.Tests;

public sealed class MaintenanceTests : IAsyncLifetime, IDisposable
{
    private readonly StoreFile _file = new();
    private readonly SyntheticCorpus _corpus = new(71);
    private ArticleStore _store = null!;

    public async Task InitializeAsync() => _store = await _file.OpenAsync();

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose() => _file.Dispose();

    private Task<IngestResult[]> Store(int first, int count) =>
        Task.WhenAll(Enumerable.Range(first, count).Select(i => _store.IngestAsync(_corpus[i], CancellationToken.None)));

    [Fact]
    public async Task A_backup_taken_while_writing_is_whole()
    {
        await Store(0, 200);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 1000; !stop.IsCancellationRequested; i++)
            {
                await _store.IngestAsync(_corpus[i], CancellationToken.None);
            }
        });
        var path = _file.Path + ".backup";
        await _store.BackupAsync(path, CancellationToken.None);
        await stop.CancelAsync();
        await writing;
        Assert.False(File.Exists(path + ".partial"));
        await Assert.ThrowsAsync<StorageException>(() => _store.BackupAsync(path, CancellationToken.None));
        await using var copy = await _file.OpenAsync(new StorageOptions { Path = path });
        var report = await copy.CheckAsync(CancellationToken.None);
        Assert.Empty(report.Problems);
        Assert.InRange(report.Articles, 200, await _store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_check_finds_what_is_wrong()
    {
        await Store(0, 50);
        var report = await _store.CheckAsync(CancellationToken.None);
        Assert.Equal(50, report.Articles);
        Assert.Empty(report.Problems);
        await _store.WriteAsync(
            static writer => writer.Connection.Execute(
                """
                UPDATE article_content SET text = (SELECT text FROM article_content WHERE seq = 2) WHERE seq = 1;
                UPDATE article_content SET metadata = x'01ff' WHERE seq = 3;
                DELETE FROM search WHERE rowid = (SELECT sort_key FROM article WHERE seq = 4);
                DELETE FROM term WHERE term_id = 1;
                """),
            CancellationToken.None);
        report = await _store.CheckAsync(CancellationToken.None);
        Assert.Contains(report.Problems, static problem => problem.Contains("does not have its hash", StringComparison.Ordinal));
        Assert.Contains(report.Problems, static problem => problem.Contains("cannot be unpacked", StringComparison.Ordinal));
        Assert.Contains(report.Problems, static problem => problem.Contains("missing in search_docsize", StringComparison.Ordinal));
        Assert.Contains(report.Problems, static problem => problem.Contains("term that does not exist", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retention_deletes_the_oldest_and_the_file_shrinks()
    {
        await Store(0, 600);
        var full = await _store.GetStatusAsync(CancellationToken.None);
        Assert.Equal(600, full.Articles);
        Assert.Equal(500, await _store.ApplyRetentionAsync(null, 100, CancellationToken.None));
        await _store.WriteAsync(static writer => 0, CancellationToken.None);
        var kept = await _store.GetStatusAsync(CancellationToken.None);
        Assert.Equal(100, kept.Articles);
        Assert.Equal(0, kept.FreeBytes);
        Assert.Empty((await _store.CheckAsync(CancellationToken.None)).Problems);
        await _store.DisposeAsync();
        Assert.InRange(new FileInfo(_file.Path).Length, 1, full.FileBytes / 2);
        _store = await _file.OpenAsync();
        Assert.Equal(100, await _store.CountAsync(CancellationToken.None));
        Assert.Equal(0, await _store.ApplyRetentionAsync(DateTimeOffset.UnixEpoch, null, CancellationToken.None));
        Assert.Equal(100, await _store.ApplyRetentionAsync(DateTimeOffset.MaxValue, null, CancellationToken.None));
        Assert.Equal(0, await _store.CountAsync(CancellationToken.None));
    }
}
