using System.Text.Json.Nodes;

namespace MetaService.Benchmarks;

/// <summary>The articles that benchmarks run on.</summary>
internal static class ArticleSource
{
    private const int SyntheticCount = 60;

    /// <summary>
    /// The <c>text</c> of each line of the JSONL file named by METASERVICE_ARTICLES, as the gold files have it; without that
    /// variable, synthetic articles.
    /// </summary>
    public static string[] Load()
    {
        if (Environment.GetEnvironmentVariable("METASERVICE_ARTICLES") is { Length: > 0 } file)
        {
            return [.. File.ReadLines(file).Where(l => l.Length > 0).Select(l => (string)JsonNode.Parse(l)!["text"]!)];
        }

        var generator = new ArticleGenerator(1);
        return [.. Enumerable.Range(0, SyntheticCount).Select(generator.Make)];
    }
}
