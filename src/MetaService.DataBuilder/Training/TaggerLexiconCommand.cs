using System.Globalization;

namespace MetaService.DataBuilder.Training;

/// <summary><c>tagger-lexicon</c>: compiles word clusters and phrases into the tagger's lexicon.</summary>
internal static class TaggerLexiconCommand
{
    public static int Run(string[] args)
    {
        var options = Options.Parse(args, ["--clusters", "--kb", "--names", "--people-names", "--cities", "--admin1", "--admin2", "--out"], []);
        var builder = new LexiconBuilder();
        builder.AddClusters(options.Required("--clusters"));
        var sources = new PhraseSources(builder);
        if (options["--kb"] is { } knowledge)
        {
            sources.AddKnowledge(knowledge);
            Report("knowledge", builder);
            sources.AddCountries(PhraseSources.BuiltInCountries());
            sources.AddNames(options.Required("--names"), options.Required("--people-names"));
            Report("names", builder);
            sources.AddPlaces(
                options.Required("--cities"), PhraseSources.CodedNames(options.Required("--admin1")).Select(p => p.Name), options.Required("--admin2"));
            Report("places", builder);
        }

        var bytes = builder.Build();
        File.WriteAllBytes(options.Required("--out"), bytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{builder.Words} words, {bytes.Length / 1e6:F1} MB"));
        return 0;
    }

    private static void Report(string what, LexiconBuilder builder) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {builder.PhraseKeys} phrase keys in all"));
}
