using System.Collections.Concurrent;
using System.Text.Json;
using Grpc.Core;
using MetaService.Protos.V1;

namespace MetaService.Server.Tests.Commands;

/// <summary>The binary as an operator meets it.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("metaservice-process-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_9_during_ingest_loses_no_acknowledged_article()
    {
        var database = Path.Combine(_folder, "kill.db");
        var acknowledged = new ConcurrentDictionary<string, string>();
        for (var round = 0; round < 3; round++)
        {
            await using var server = await ServerProcess.StartAsync(database);
            await AssertAllThereAsync(server, acknowledged);
            var before = acknowledged.Count;
            var loaders = Enumerable.Range(0, 8).Select(loader => LoadAsync(server, acknowledged, $"r{round}-l{loader}")).ToArray();
            while (acknowledged.Count < before + 40)
            {
                await Task.Delay(10);
            }

            await server.KillAsync();
            await Task.WhenAll(loaders);
        }

        await using var last = await ServerProcess.StartAsync(database);
        await AssertAllThereAsync(last, acknowledged);
    }

    [Fact]
    public async Task Terminate_drains_and_ends_with_zero()
    {
        await using var server = await ServerProcess.StartAsync(Path.Combine(_folder, "drain.db"));
        await server.Client.IngestArticleAsync(Request("a", "2019/08/24 | 00:25\n\nBaghdad - INA\n\nWork began."));
        Assert.Equal(0, await server.StopAsync());
        Assert.Equal(1, (await ServerProcess.RunAsync("health", server.Address)).ExitCode);
    }

    [Theory]
    [InlineData("MaxTextBytes", "--Limits:MaxTextBytes", "0")]
    [InlineData("MaxTextBytes", "--Limits:MaxTextBytes", "many")]
    [InlineData("Path", "--Storage:Path", "")]
    public async Task A_wrong_setting_is_named_and_nothing_starts(string named, string option, string value)
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--Storage:Path", Path.Combine(_folder, "x.db"), option, value);
        Assert.Equal(1, exitCode);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_services_on_one_file_are_refused()
    {
        var database = Path.Combine(_folder, "two.db");
        await using var server = await ServerProcess.StartAsync(database);
        var (exitCode, _, errors) = await ServerProcess.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--Storage:Path", database);
        Assert.Equal(1, exitCode);
        Assert.Contains("cannot start", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_prints_one_line_of_json_an_article()
    {
        var file = Path.Combine(_folder, "article.txt");
        await File.WriteAllTextAsync(file, "2019/08/24 | 00:25\n\n(Hatha al-Youm | Iraq News )-Iraqsigned a paper.");
        var (exitCode, output, errors) = await ServerProcess.RunAsync("parse", file, file, Path.Combine(_folder, "missing.txt"));
        Assert.Equal(1, exitCode);
        Assert.Contains("missing.txt", errors, StringComparison.Ordinal);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var json = JsonDocument.Parse(lines[0]);
        Assert.Equal("2019-08-24", json.RootElement.GetProperty("published").GetProperty("date").GetString());
    }

    [Fact]
    public async Task Unknown_commands_and_addresses_are_said_so()
    {
        Assert.Equal(2, (await ServerProcess.RunAsync("srve")).ExitCode);
        Assert.Equal(2, (await ServerProcess.RunAsync("parse")).ExitCode);
        Assert.Equal(2, (await ServerProcess.RunAsync("health", "ftp://x")).ExitCode);
        Assert.Equal(1, (await ServerProcess.RunAsync("health", $"127.0.0.1:{TestServer.FreePort()}")).ExitCode);
    }

    private static async Task LoadAsync(ServerProcess server, ConcurrentDictionary<string, string> acknowledged, string prefix)
    {
        for (var i = 0; ; i++)
        {
            var (id, text) = ($"{prefix}-{i}", $"2019/08/24 | 00:25\n\nBaghdad - INA\n\nWorks began on road {prefix} number {i}.");
            try
            {
                await server.Client.IngestArticleAsync(Request(id, text));
                acknowledged[id] = text;
            }
            catch (RpcException)
            {
                return;
            }
        }
    }

    private static async Task AssertAllThereAsync(ServerProcess server, ConcurrentDictionary<string, string> acknowledged)
    {
        foreach (var ids in acknowledged.Keys.Chunk(100))
        {
            var request = new BatchGetArticlesRequest();
            request.ArticleIds.AddRange(ids);
            var reply = await server.Client.BatchGetArticlesAsync(request);
            Assert.Empty(reply.NotFoundIds);
            Assert.All(reply.Articles, a => Assert.Equal(acknowledged[a.ArticleId], a.Text));
        }
    }

    private static IngestArticleRequest Request(string id, string text) => new() { Article = new ArticleInput { ArticleId = id, Text = text } };
}
