using BenchmarkDotNet.Attributes;
using MetaService.Protos.Grpc.Health.V1;
using MetaService.Protos.V1;

namespace MetaService.Benchmarks;

/// <summary>Calls through the real client and server over loopback HTTP/2; one operation is one call.</summary>
public class ServiceBenchmarks
{
    private readonly ArticleGenerator _generator = new(2);
    private string[] _articles = [];
    private ServiceHost? _host;
    private int _next;

    /// <summary>Starts the server and stores some articles to list.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _articles = ArticleSource.Load();
        _host = await ServiceHost.StartAsync();
        for (var i = 0; i < 500; i++)
        {
            await IngestArticle();
        }
    }

    /// <summary>Stops the server.</summary>
    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    /// <summary>A call that does nothing.</summary>
    [Benchmark(Baseline = true)]
    public async Task EmptyCall() => await _host!.Health.CheckAsync(new HealthCheckRequest());

    /// <summary>Parse without storing.</summary>
    [Benchmark]
    public async Task ParseArticle() =>
        await _host!.Client.ParseArticleAsync(new ParseArticleRequest { Article = new ArticleInput { Text = _articles[Next() % _articles.Length] } });

    /// <summary>Parse and store durably; each call a new article.</summary>
    [Benchmark]
    public async Task IngestArticle() =>
        await _host!.Client.IngestArticleAsync(new IngestArticleRequest { Article = new ArticleInput { Text = _generator.Make(Next()) } });

    /// <summary>A page of ten under a country filter.</summary>
    [Benchmark]
    public async Task ListArticles() =>
        await _host!.Client.ListArticlesAsync(new ListArticlesRequest { PageSize = 10, Filter = new ArticleFilter { MentionedCountries = { "IQ" } } });

    private int Next() => Interlocked.Increment(ref _next);
}
