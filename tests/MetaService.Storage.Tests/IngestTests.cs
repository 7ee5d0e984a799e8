using MetaService.Extraction.Dates;
using MetaService.Storage.Tests.Support;

namespace MetaService.Storage.Tests;

public sealed class IngestTests : IAsyncLifetime, IDisposable
{
    private readonly StoreFile _file = new();
    private ArticleStore _store = null!;

    public async Task InitializeAsync() => _store = await _file.OpenAsync();

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose() => _file.Dispose();

    private Task<IngestResult> Ingest(Sample sample) => _store.IngestAsync(sample.Build(), CancellationToken.None);

    [Fact]
    public async Task A_new_article_comes_back_as_it_was_handed_over()
    {
        var received = new DateTimeOffset(2019, 8, 24, 3, 25, 0, 123, TimeSpan.FromHours(3));
        var sample = new Sample { Title = "Talks resume", SourceUrl = "https://news.example/1", ReceivedAt = received };
        var result = await Ingest(sample);
        Assert.Equal(IngestOutcome.Created, result.Outcome);
        var stored = await _store.GetAsync(result.Article.ArticleId, CancellationToken.None);
        Assert.NotNull(stored);
        Assert.Equal(sample.Text, stored.Text);
        Assert.Equal(sample.SourceUrl, stored.SourceUrl);
        Assert.Equal(received, stored.ReceivedAt);
        Assert.Equal(TimeSpan.Zero, stored.ReceivedAt!.Value.Offset);
        Assert.Equal(sample.Build().MetadataBytes, stored.Metadata);
        Assert.Equal(sample.Build().Extracted.TextHash, stored.TextHash);
        Assert.Equal("test-1", stored.ExtractorVersion);
        Assert.Equal(1, stored.Revision);
        Assert.Equivalent(result.Article, stored, strict: true);
    }

    [Fact]
    public async Task Made_ids_sort_by_time_of_storing()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await Ingest(new Sample { Title = $"Number {i}" })).Article.ArticleId);
            await Task.Delay(2);
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task The_same_text_again_is_unchanged()
    {
        var first = await Ingest(new Sample { Id = "a" });
        var second = await Ingest(new Sample { Id = "a" });
        var third = await Ingest(new Sample());
        Assert.Equal(IngestOutcome.Unchanged, second.Outcome);
        Assert.Equal(IngestOutcome.Unchanged, third.Outcome);
        Assert.Equivalent(first.Article, second.Article, strict: true);
        Assert.Equivalent(first.Article, third.Article, strict: true);
        Assert.Equal(1, await _store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Glued_and_clean_renderings_are_one_article()
    {
        var clean = await Ingest(new Sample { Body = "Iraq signed an agreement with the ministry of Defense." });
        var glued = await Ingest(new Sample { Body = "Iraqsigned an agreement with the ministry ofDefense." });
        Assert.Equal(IngestOutcome.Unchanged, glued.Outcome);
        Assert.Equal(clean.Article.ArticleId, glued.Article.ArticleId);
        Assert.Equal(clean.Article.Text, glued.Article.Text);
        Assert.Equal(1, await _store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_known_id_with_a_new_text_is_updated()
    {
        var first = await Ingest(new Sample { Id = "a", Body = "The first wording stands here." });
        var second = await Ingest(new Sample { Id = "a", Body = "A second wording replaces it." });
        Assert.Equal(IngestOutcome.Updated, second.Outcome);
        Assert.Equal(2, second.Article.Revision);
        Assert.Equal(first.Article.IngestedAt, second.Article.IngestedAt);
        var stored = await _store.GetAsync("a", CancellationToken.None);
        Assert.Equivalent(second.Article, stored, strict: true);
        Assert.Equal(IngestOutcome.Unchanged, (await Ingest(new Sample { Id = "a", Body = "A second wording replaces it." })).Outcome);
        Assert.Empty((await Search("first")).Hits);
        Assert.Single((await Search("second")).Hits);

        // The first wording is free again: under another id it is a new article.
        Assert.Equal(IngestOutcome.Created, (await Ingest(new Sample { Id = "b", Body = "The first wording stands here." })).Outcome);
    }

    [Fact]
    public async Task The_same_text_under_another_id_leads_to_the_first_article()
    {
        var first = await Ingest(new Sample { Id = "a" });
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var again = await Ingest(new Sample { Id = "b" });
            Assert.Equal(IngestOutcome.DuplicateOf, again.Outcome);
            Assert.Equivalent(first.Article, again.Article, strict: true);
        }

        Assert.Equivalent(first.Article, await _store.GetAsync("b", CancellationToken.None), strict: true);
        Assert.Equal(1, await _store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_alias_with_a_text_of_its_own_becomes_an_article()
    {
        await Ingest(new Sample { Id = "a" });
        await Ingest(new Sample { Id = "b" });
        Assert.Equal(IngestOutcome.Created, (await Ingest(new Sample { Id = "b", Body = "Something else altogether." })).Outcome);
        Assert.Equal("a", (await _store.GetAsync("a", CancellationToken.None))!.ArticleId);
        Assert.Equal("b", (await _store.GetAsync("b", CancellationToken.None))!.ArticleId);
    }

    [Fact]
    public async Task An_article_that_takes_on_the_text_of_another_one_stays_as_it_is()
    {
        await Ingest(new Sample { Id = "a", Body = "Text of the first." });
        await Ingest(new Sample { Id = "b", Body = "Text of the second." });
        var result = await Ingest(new Sample { Id = "b", Body = "Text of the first." });
        Assert.Equal(IngestOutcome.DuplicateOf, result.Outcome);
        Assert.Equal("a", result.Article.ArticleId);
        Assert.Contains("second", (await _store.GetAsync("b", CancellationToken.None))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_takes_the_article_and_its_aliases_and_leaves_no_trace_in_the_indexes()
    {
        await Ingest(new Sample { Id = "a", Body = "A rare word: xylophone." });
        await Ingest(new Sample { Id = "b", Body = "A rare word: xylophone." });
        Assert.True(await _store.DeleteAsync("a", CancellationToken.None));
        Assert.False(await _store.DeleteAsync("a", CancellationToken.None));
        Assert.Null(await _store.GetAsync("a", CancellationToken.None));
        Assert.Null(await _store.GetAsync("b", CancellationToken.None));
        Assert.Empty((await Search("xylophone")).Hits);
        Assert.Empty((await _store.ListAsync(new ArticleQuery { Order = ArticleOrder.IngestedAscending, Filter = new() { Languages = ["en"] } }, default)).Hits);
        Assert.Equal(IngestOutcome.Created, (await Ingest(new Sample { Id = "b", Body = "A rare word: xylophone." })).Outcome);
        Assert.Single((await Search("xylophone")).Hits);
    }

    [Fact]
    public async Task Deleting_an_alias_leaves_the_article()
    {
        await Ingest(new Sample { Id = "a" });
        await Ingest(new Sample { Id = "b" });
        Assert.True(await _store.DeleteAsync("b", CancellationToken.None));
        Assert.NotNull(await _store.GetAsync("a", CancellationToken.None));
        Assert.Null(await _store.GetAsync("b", CancellationToken.None));
    }

    [Fact]
    public async Task Many_ids_come_back_in_their_order()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            await Ingest(new Sample { Id = id, Title = $"Title {id}" });
        }

        await Ingest(new Sample { Id = "alias", Title = "Title b" });
        var found = await _store.GetManyAsync(["c", "nowhere", "alias", "a", "c", "'; DROP TABLE article; --", ""], CancellationToken.None);
        Assert.Equal(["c", null, "b", "a", "c", null, null], found.Select(static article => article?.ArticleId));
        Assert.Empty(await _store.GetManyAsync([], CancellationToken.None));
    }

    [Fact]
    public async Task Near_duplicates_are_named()
    {
        await Ingest(new Sample { Id = "a", Title = "One", NearDuplicateKey = "00ff00ff00ff00ff" });
        var second = await Ingest(new Sample { Id = "b", Title = "Two", NearDuplicateKey = "00ff00ff00ff00ff" });
        var other = await Ingest(new Sample { Id = "c", Title = "Three", NearDuplicateKey = "" });
        var another = await Ingest(new Sample { Id = "d", Title = "Four", NearDuplicateKey = "" });
        Assert.Equal(["a"], second.NearDuplicates);
        Assert.Empty(other.NearDuplicates);
        Assert.Empty(another.NearDuplicates);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("\ud800 a lone surrogate \udfff and \0 a nul")]
    [InlineData("خبر عاجل 🚨 𝔘𝔫𝔦𝔠𝔬𝔡𝔢")]
    public async Task Any_text_comes_back_exactly(string body)
    {
        var result = await Ingest(new Sample { Body = body });
        var stored = await _store.GetAsync(result.Article.ArticleId, CancellationToken.None);
        Assert.Equal(new Sample { Body = body }.Text, stored!.Text);
    }

    [Fact]
    public async Task A_text_of_a_mebibyte_comes_back_exactly()
    {
        var body = string.Concat(Enumerable.Range(0, 100_000).Select(static i => $"word{i % 977} and "))[..(1 << 20)];
        var result = await Ingest(new Sample { Body = body });
        Assert.Equal(new Sample { Body = body }.Text, (await _store.GetAsync(result.Article.ArticleId, CancellationToken.None))!.Text);
    }

    [Fact]
    public async Task Bad_arguments_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Ingest(new Sample { Id = "" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Ingest(new Sample { Id = new string('x', 513) }));
    }

    [Fact]
    public async Task A_cancelled_call_stores_nothing_or_all()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.IngestAsync(new Sample { Id = "a" }.Build(), cancelled.Token));
        Assert.Null(await _store.GetAsync("a", CancellationToken.None));
        Assert.Equal(IngestOutcome.Created, (await Ingest(new Sample { Id = "a" })).Outcome);
    }

    [Fact]
    public async Task Everything_is_there_after_opening_again()
    {
        var sample = new Sample { Id = "a", Published = new PartialDate(2019, 8, 24), PrintedDate = "24/08/2019", Outlet = ("hatha", "Hatha al-Youm") };
        var result = await Ingest(sample);
        await _store.DisposeAsync();
        _store = await _file.OpenAsync();
        Assert.Equivalent(result.Article, await _store.GetAsync("a", CancellationToken.None), strict: true);
        Assert.Equal(DateOrder.DayMonthYear, _store.Profiles.DateOrderOf("hatha"));
        Assert.Equal(IngestOutcome.Unchanged, (await Ingest(sample)).Outcome);
    }

    private Task<ArticlePage> Search(string text) => _store.ListAsync(new ArticleQuery { Filter = new() { Text = text } }, CancellationToken.None);
}
