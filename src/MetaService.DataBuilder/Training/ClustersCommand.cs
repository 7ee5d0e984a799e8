using System.Globalization;

namespace MetaService.DataBuilder.Training;

/// <summary><c>clusters</c>: word clusters of two granularities and frequency ranks from word vectors, as a table for <c>tagger-lexicon</c>.</summary>
internal static class ClustersCommand
{
    private const int Fine = 1024;
    private const int Coarse = 128;
    private const int Rounds = 20;

    public static int Run(string[] args)
    {
        var options = Options.Parse(args, ["--vectors", "--words", "--out"], []);
        var count = int.Parse(options["--words"] ?? "150000", CultureInfo.InvariantCulture);
        var (words, vectors) = EmbeddingReader.Read(options.Required("--vectors"), count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{words.Count} words read"));
        KMeans.Normalise(vectors, EmbeddingReader.Dimensions);
        var weights = new float[words.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            // Frequent words shape the clusters, but not alone: Zipf's law, damped.
            weights[i] = MathF.Pow(i + 10, -0.25f);
        }

        var (fine, centres) = KMeans.Run(vectors, weights, EmbeddingReader.Dimensions, Fine, Rounds, Progress);
        var sizes = new float[Fine];
        foreach (var cluster in fine)
        {
            sizes[cluster]++;
        }

        var (coarse, _) = KMeans.Run(centres, sizes, EmbeddingReader.Dimensions, Coarse, Rounds, Progress);
        using var writer = new StreamWriter(options.Required("--out"));
        writer.NewLine = "\n";
        for (var i = 0; i < words.Count; i++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{words[i]}\t{fine[i]}\t{coarse[fine[i]]}"));
        }

        return 0;
    }

    private static void Progress(int round, double similarity) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: mean similarity {similarity:F4}"));
}
