using BenchmarkDotNet.Attributes;
using MetaService.Extraction;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Text;
using MetaService.Extraction.Tokens;

namespace MetaService.Benchmarks;

/// <summary>Extraction, by stage and whole, over one batch of articles; one operation is the whole batch.</summary>
[MemoryDiagnoser]
public class ExtractionBenchmarks
{
    private readonly TextRepairer _repairer = new();
    private readonly HeaderParser _headers = new();
    private readonly Tokenizer _tokenizer = new();
    private readonly NameTagger _tagger = new();
    private readonly MetadataExtractor _extractor = new();
    private Article[] _articles = [];
    private RepairedText[] _texts = [];
    private HeaderInfo[] _parsed = [];
    private TokenizedText[] _tokens = [];

    /// <summary>Articles in the batch.</summary>
    public int Count => _articles.Length;

    /// <summary>UTF-16 code units in the batch.</summary>
    public long Characters => _articles.Sum(a => (long)a.Text.Length);

    /// <summary>Tokens in the batch.</summary>
    public long Tokens => _tokens.Sum(t => (long)t.Tokens.Count);

    /// <summary>Loads the batch and the results of the stages before each stage.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _articles = [.. ArticleSource.Load().Select(t => new Article(t, ArticleContext.Empty))];
        _texts = [.. _articles.Select(a => _repairer.Repair(a.Text))];
        _parsed = [.. _texts.Select(t => _headers.Parse(t, ArticleContext.Empty))];
        _tokens = [.. _texts.Select((t, i) => Tokenize(i))];
    }

    /// <summary>Text repair.</summary>
    [Benchmark]
    public int Repair()
    {
        var repairs = 0;
        foreach (var article in _articles)
        {
            repairs += _repairer.Repair(article.Text).Repairs.Count;
        }

        return repairs;
    }

    /// <summary>Header parsing.</summary>
    [Benchmark]
    public int Header()
    {
        var dated = 0;
        foreach (var text in _texts)
        {
            dated += _headers.Parse(text, ArticleContext.Empty).Published is null ? 0 : 1;
        }

        return dated;
    }

    /// <summary>Tokens and sentences.</summary>
    [Benchmark]
    public int Tokenizing()
    {
        var tokens = 0;
        for (var i = 0; i < _texts.Length; i++)
        {
            tokens += Tokenize(i).Tokens.Count;
        }

        return tokens;
    }

    /// <summary>The tagger alone, features included.</summary>
    [Benchmark]
    public int Tagging()
    {
        var mentions = 0;
        foreach (var tokens in _tokens)
        {
            mentions += _tagger.Tag(tokens).Count;
        }

        return mentions;
    }

    /// <summary>The whole pipeline.</summary>
    [Benchmark(Baseline = true)]
    public int Extract()
    {
        var actors = 0;
        foreach (var article in _articles)
        {
            actors += _extractor.Extract(article).Actors.Count;
        }

        return actors;
    }

    private TokenizedText Tokenize(int i) =>
        _tokenizer.Tokenize(_texts[i].Text, _parsed[i].Title?.Spans is [var title, ..] ? title : null, _parsed[i].Body);
}
