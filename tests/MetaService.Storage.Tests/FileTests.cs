using Dapper;
using MetaService.Storage.Files;
using MetaService.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage.Tests;

public sealed class FileTests : IDisposable
{
    private readonly StoreFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_new_file_is_made_with_its_folder_and_durable_settings()
    {
        var path = Path.Combine(Path.GetDirectoryName(_file.Path)!, "deep", "er", "articles.db");
        await using var store = await _file.OpenAsync(new StorageOptions { Path = path });
        Assert.True(File.Exists(path));
        var settings = await store.WriteAsync(
            static writer => (
                Journal: writer.Connection.ExecuteScalar<string>("PRAGMA journal_mode"),
                Synchronous: writer.Connection.ExecuteScalar<int>("PRAGMA synchronous"),
                ForeignKeys: writer.Connection.ExecuteScalar<int>("PRAGMA foreign_keys"),
                Vacuum: writer.Connection.ExecuteScalar<int>("PRAGMA auto_vacuum"),
                Application: writer.Connection.ExecuteScalar<int>("PRAGMA application_id"),
                Version: writer.Connection.ExecuteScalar<int>("PRAGMA user_version")),
            CancellationToken.None);
        Assert.Equal(("wal", 2, 1, 2, Schema.ApplicationId, Schema.Newest), settings);
    }

    [Fact]
    public async Task Migrations_are_numbered_without_gaps_and_run_once()
    {
        var names = typeof(ArticleStore).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith("Migrations/", StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, Schema.Newest).Select(static number => $"Migrations/{number:D4}_"),
            names.Order(StringComparer.Ordinal).Select(static name => name[.."Migrations/0000_".Length]));
        for (var i = 0; i < 2; i++)
        {
            await using var store = await _file.OpenAsync();
            await store.IngestAsync(new Sample { Id = "a" }.Build(), CancellationToken.None);
        }

        using var connection = _file.Connect();
        Assert.Equal(Schema.Newest, connection.ExecuteScalar<int>("PRAGMA user_version"));
        Assert.Equal(1, connection.ExecuteScalar<int>("SELECT count(*) FROM article"));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await (await _file.OpenAsync()).DisposeAsync();
        using (var connection = _file.Connect())
        {
            connection.Execute($"PRAGMA user_version = {Schema.Newest + 1}");
        }

        var error = await Assert.ThrowsAsync<StorageVersionException>(() => _file.OpenAsync());
        Assert.Contains($"version {Schema.Newest + 1}", error.Message, StringComparison.Ordinal);

        // The refusal gave the file free and left it alone.
        using var look = _file.Connect();
        Assert.Equal(Schema.Newest + 1, look.ExecuteScalar<int>("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        using (var connection = _file.Connect())
        {
            connection.Execute("CREATE TABLE other (x); PRAGMA user_version = 1");
        }

        var error = await Assert.ThrowsAsync<StorageCorruptException>(() => _file.OpenAsync());
        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("This is a text file and no database at all. It is long enough to have a header of one hundred bytes, though.")]
    public async Task A_file_that_is_no_database_is_refused(string content)
    {
        await File.WriteAllTextAsync(_file.Path, content);
        var error = await Assert.ThrowsAsync<StorageCorruptException>(() => _file.OpenAsync());
        Assert.Contains("restore the last backup", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(_file.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_damaged_database_is_refused(bool truncated)
    {
        await using (var store = await _file.OpenAsync())
        {
            for (var i = 0; i < 20; i++)
            {
                await store.IngestAsync(new SyntheticCorpus(1)[i], CancellationToken.None);
            }
        }

        using (var file = new FileStream(_file.Path, FileMode.Open))
        {
            if (truncated)
            {
                file.SetLength(file.Length / 2);
            }
            else
            {
                file.Position = 100;
                file.Write(new byte[20_000]);
            }
        }

        var error = await Assert.ThrowsAsync<StorageCorruptException>(() => _file.OpenAsync());
        Assert.Contains("restore the last backup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_opener_in_the_same_process_is_refused()
    {
        await using (await _file.OpenAsync())
        {
            var error = await Assert.ThrowsAsync<StorageInUseException>(() => _file.OpenAsync());
            Assert.Contains("in use by another process", error.Message, StringComparison.Ordinal);
        }

        await (await _file.OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_second_process_is_refused_until_the_first_one_ends()
    {
        using var child = ChildProcess.Start("hold", _file.Path);
        Assert.Equal("open", await child.StandardOutput.ReadLineAsync());
        await Assert.ThrowsAsync<StorageInUseException>(() => _file.OpenAsync());
        child.Kill();
        await child.WaitForExitAsync();
        await (await _file.OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_folder_or_an_impossible_path_gets_a_clear_message()
    {
        var folder = Path.GetDirectoryName(_file.Path)!;
        Assert.Contains("is a folder", (await Assert.ThrowsAsync<StorageException>(() => _file.OpenAsync(new StorageOptions { Path = folder }))).Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_file.Path, "");
        var error = await Assert.ThrowsAsync<StorageException>(() => _file.OpenAsync(new StorageOptions { Path = Path.Combine(_file.Path, "x.db") }));
        Assert.Contains("cannot be opened", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _file.OpenAsync(new StorageOptions { Path = " " }));
    }

    [Fact]
    public async Task No_acknowledged_article_is_lost_when_the_process_is_killed()
    {
        var acknowledged = new HashSet<string>();
        for (var round = 0; round < 3; round++)
        {
            using var child = ChildProcess.Start("ingest", _file.Path, $"{round * 100_000}");
            var wanted = 40 + (round * 37);
            while (wanted-- > 0 && await child.StandardOutput.ReadLineAsync() is { } id)
            {
                acknowledged.Add(id);
            }

            child.Kill();

            // Everything up to the kill counts; the last line may be cut off.
            var rest = (await child.StandardOutput.ReadToEndAsync()).Split('\n');
            acknowledged.UnionWith(rest[..^1]);
            await child.WaitForExitAsync();

            await using var store = await _file.OpenAsync();
            var found = await store.GetManyAsync([.. acknowledged], CancellationToken.None);
            Assert.All(found, Assert.NotNull);
            Assert.True(acknowledged.Count >= 40);

            // What is there is whole: each row has its content and stands in all indexes.
            var stored = await store.CountAsync(CancellationToken.None);
            using var look = _file.Connect();
            Assert.Equal("ok", look.ExecuteScalar<string>("PRAGMA integrity_check"));
            foreach (var table in new[] { "article_content", "article_term", "search_docsize", "recency_docsize" })
            {
                Assert.Equal(stored, look.ExecuteScalar<long>($"SELECT count(*) FROM {table}"));
            }
        }
    }

    [Fact]
    public async Task A_full_disk_is_reported_and_relief_lets_writing_go_on()
    {
        await using var store = await _file.OpenAsync();
        var corpus = new SyntheticCorpus(3);
        var stored = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            stored.Add((await store.IngestAsync(corpus[i], CancellationToken.None)).Article.ArticleId);
        }

        await store.WriteAsync(
            static writer => writer.Connection.ExecuteScalar<long>($"PRAGMA max_page_count = {writer.Connection.ExecuteScalar<long>("PRAGMA page_count") + 40}"),
            CancellationToken.None);
        var index = 10;
        var refused = await Assert.ThrowsAsync<StorageFullException>(async () =>
        {
            for (; index < 2000; index++)
            {
                stored.Add((await store.IngestAsync(corpus[index], CancellationToken.None)).Article.ArticleId);
            }
        });
        Assert.Contains("full", refused.Message, StringComparison.Ordinal);

        // Refused again, alone and in company; reading goes on.
        await Assert.ThrowsAsync<StorageFullException>(() => store.IngestAsync(corpus[index], CancellationToken.None));
        var many = Enumerable.Range(index, 30).Select(i => store.IngestAsync(corpus[i], CancellationToken.None)).ToList();
        foreach (var task in many)
        {
            try
            {
                stored.Add((await task).Article.ArticleId);
            }
            catch (StorageFullException)
            {
                // As it should be.
            }
        }

        Assert.All(await store.GetManyAsync(stored, CancellationToken.None), Assert.NotNull);
        Assert.Equal(stored.Count, await store.CountAsync(CancellationToken.None));

        await store.WriteAsync(static writer => writer.Connection.ExecuteScalar<long>("PRAGMA max_page_count = 1000000"), CancellationToken.None);
        for (var i = index; i < index + 30; i++)
        {
            stored.Add((await store.IngestAsync(corpus[i], CancellationToken.None)).Article.ArticleId);
        }

        Assert.All(await store.GetManyAsync(stored, CancellationToken.None), Assert.NotNull);
        Assert.Equal(stored.Distinct().Count(), await store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_limit_on_pages_refuses_like_a_full_disk()
    {
        await using var store = await _file.OpenAsync(_file.Options with { MaxPages = 60 });
        var corpus = new SyntheticCorpus(4);
        await Assert.ThrowsAsync<StorageFullException>(async () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                await store.IngestAsync(corpus[i], CancellationToken.None);
            }
        });
    }
}
