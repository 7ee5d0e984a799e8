using System.Text;
using MetaService.Storage.Tests.Support;

namespace MetaService.Storage.Tests;

public sealed class StreamTests : IAsyncLifetime, IDisposable
{
    private readonly StoreFile _file = new();
    private readonly SyntheticCorpus _corpus = new(61);
    private ArticleStore _store = null!;

    public async Task InitializeAsync() => _store = await _file.OpenAsync();

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose() => _file.Dispose();

    private async Task<List<string>> Store(int first, int count)
    {
        var ids = new List<string>();
        for (var i = first; i < first + count; i++)
        {
            ids.Add((await _store.IngestAsync(_corpus[i], CancellationToken.None)).Article.ArticleId);
        }

        return ids;
    }

    [Fact]
    public async Task An_export_gives_everything_once_and_goes_on_where_it_stopped()
    {
        var ids = await Store(0, 250);
        var seen = new List<string>();
        string? token = null;
        await foreach (var exported in _store.ExportAsync(new(), null, CancellationToken.None))
        {
            seen.Add(exported.Article.ArticleId);
            token = exported.Token;
            if (seen.Count == 130)
            {
                break;
            }
        }

        ids.AddRange(await Store(1000, 5));
        await foreach (var exported in _store.ExportAsync(new(), token, CancellationToken.None))
        {
            seen.Add(exported.Article.ArticleId);
        }

        Assert.Equal(ids, seen);
        await Assert.ThrowsAsync<InvalidPageTokenException>(async () =>
        {
            await foreach (var _ in _store.ExportAsync(new() { Languages = ["en"] }, token, CancellationToken.None))
            {
                Assert.Fail("Nothing may come.");
            }
        });
    }

    [Fact]
    public async Task A_watcher_sees_each_change_and_resumes_without_a_gap()
    {
        await Store(0, 3);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var watcher = _store.WatchAsync(new() { Text = "met" }, null, end.Token).GetAsyncEnumerator(end.Token);
        var next = watcher.MoveNextAsync();
        await Store(10, 3);
        await _store.IngestAsync(new Sample { Id = "a" }.Build(), CancellationToken.None);
        Assert.True(await next);
        Assert.Equal("a", watcher.Current.Article.ArticleId);
        Assert.Equal(0, watcher.Current.Behind);
        var token = watcher.Current.Token;
        await watcher.DisposeAsync();

        // While nobody watches: an update, a new match, a change that is no match.
        await _store.IngestAsync(new Sample { Id = "a", Body = "They met again." }.Build(), CancellationToken.None);
        await _store.IngestAsync(new Sample { Id = "b", Body = "The others met, too." }.Build(), CancellationToken.None);
        await _store.IngestAsync(new Sample { Id = "c", Body = "No match." }.Build(), CancellationToken.None);
        var seen = new List<(string, long)>();
        await foreach (var change in _store.WatchAsync(new() { Text = "met" }, token, end.Token))
        {
            seen.Add((change.Article.ArticleId, change.Article.Revision));
            if (seen.Count == 2)
            {
                Assert.Equal(1, change.Behind);
                break;
            }
        }

        Assert.Equal([("a", 2), ("b", 1)], seen);
    }

    [Fact]
    public async Task A_watcher_resumes_after_the_last_article_was_deleted_and_the_file_opened_again()
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var watcher = _store.WatchAsync(new(), null, end.Token).GetAsyncEnumerator(end.Token);
        var next = watcher.MoveNextAsync();
        await _store.IngestAsync(new Sample { Id = "a" }.Build(), CancellationToken.None);
        Assert.True(await next);
        var token = watcher.Current.Token;
        await watcher.DisposeAsync();
        await _store.DeleteAsync("a", CancellationToken.None);
        await _store.DisposeAsync();
        _store = await _file.OpenAsync();
        await _store.IngestAsync(new Sample { Id = "b", Title = "b" }.Build(), CancellationToken.None);
        await foreach (var change in _store.WatchAsync(new(), token, end.Token))
        {
            Assert.Equal("b", change.Article.ArticleId);
            break;
        }
    }

    [Fact]
    public async Task Corrections_keep_their_history_and_lead_the_filters()
    {
        var sample = new Sample { Id = "a", Focus = ["IQ"], Mentioned = ["IQ"] };
        var stored = (await _store.IngestAsync(sample.Build(), CancellationToken.None)).Article;
        var corrected = await _store.CorrectAsync(
            "a",
            [new NewCorrection("region.focus", Encoding.UTF8.GetBytes("SY"), "an editor", "The events are in Syria.")],
            (sample with { Focus = ["SY"] }).Build().Extracted,
            CancellationToken.None);
        Assert.Equal(2, corrected!.Revision);
        Assert.Equal(stored.Metadata, corrected.Metadata);
        Assert.Equal(stored.Text, corrected.Text);
        Assert.Empty((await _store.ListAsync(new() { Filter = new() { FocusCountries = ["IQ"] } }, default)).Hits);
        Assert.Single((await _store.ListAsync(new() { Filter = new() { FocusCountries = ["SY"] }, Order = ArticleOrder.IngestedAscending }, default)).Hits);
        await _store.CorrectAsync("a", [new NewCorrection("region.focus", null, "another", "")], null, CancellationToken.None);
        var history = await _store.GetCorrectionsAsync("a", CancellationToken.None);
        Assert.Equal(["an editor", "another"], history.Select(static correction => correction.Author));
        Assert.Equal("SY", Encoding.UTF8.GetString(history[0].Value!));
        Assert.Null(history[1].Value);
        Assert.Null(await _store.CorrectAsync("nowhere", [], null, CancellationToken.None));
        Assert.Empty(await _store.GetCorrectionsAsync("nowhere", CancellationToken.None));
        Assert.Empty((await _store.CheckAsync(CancellationToken.None)).Problems);
    }

    [Fact]
    public async Task A_reparse_resumes_and_keeps_text_and_corrections()
    {
        for (var i = 0; i < 5; i++)
        {
            await _store.IngestAsync(new Sample { Id = $"a{i}", Title = $"Title {i}" }.Build(), CancellationToken.None);
        }

        await _store.CorrectAsync("a0", [new NewCorrection("title", [1], "an editor", "")], null, CancellationToken.None);
        var (run, lastSeq) = await _store.StartReparseAsync("test-2", CancellationToken.None);
        Assert.Equal(0, lastSeq);
        var first = await _store.ListOutdatedAsync("test-2", lastSeq, 2, CancellationToken.None);
        foreach (var (seq, article) in first)
        {
            var again = new Sample { Id = article.ArticleId, Title = $"Title {article.ArticleId[1]}", Version = "test-2", Focus = ["JO"] }.Build();
            Assert.False(await _store.ReplaceMetadataAsync(article.ArticleId, article.Revision + 1, again.Extracted, [7], CancellationToken.None));
            Assert.True(await _store.ReplaceMetadataAsync(article.ArticleId, article.Revision, again.Extracted, [7], CancellationToken.None));
            await _store.SaveReparseAsync(run.RunId, seq, 1, 1, 0, [9], finished: false, CancellationToken.None);
        }

        Assert.Equal(new Dictionary<string, long> { ["test-1"] = 3, ["test-2"] = 2 }, await _store.CountVersionsAsync(CancellationToken.None));
        var (resumed, at) = await _store.StartReparseAsync("test-2", CancellationToken.None);
        Assert.Equal((run.RunId, first[^1].Seq), (resumed.RunId, at));
        Assert.Equal(["a2", "a3", "a4"], (await _store.ListOutdatedAsync("test-2", at, 10, CancellationToken.None)).Select(static outdated => outdated.Article.ArticleId));
        await _store.SaveReparseAsync(run.RunId, at, 2, 2, 0, [9], finished: true, CancellationToken.None);
        Assert.NotNull(Assert.Single(await _store.ListReparseRunsAsync(CancellationToken.None)).FinishedAt);
        Assert.NotEqual(run.RunId, (await _store.StartReparseAsync("test-2", CancellationToken.None)).Run.RunId);
        var article0 = await _store.GetAsync("a0", CancellationToken.None);
        Assert.Equal(("test-2", (byte)7), (article0!.ExtractorVersion, article0.Metadata[0]));
        Assert.Contains("Title 0", article0.Text, StringComparison.Ordinal);
        Assert.Single(await _store.GetCorrectionsAsync("a0", CancellationToken.None));
        Assert.Equal(2, (await _store.ListAsync(new() { Filter = new() { FocusCountries = ["JO"] } }, default)).Hits.Count);
        Assert.Empty((await _store.CheckAsync(CancellationToken.None)).Problems);
    }
}
