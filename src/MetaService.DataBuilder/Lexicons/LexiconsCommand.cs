namespace MetaService.DataBuilder.Lexicons;

/// <summary><c>lexicons</c>: builds the lexicon files of the extraction from a folder of knowledge files.</summary>
internal static class LexiconsCommand
{
    public static int Run(string[] args)
    {
        var options = Options.Parse(args, ["--kb", "--out"], []);
        var kb = options.Required("--kb");
        var data = options["--out"] ?? DataFolder();
        OutletLexicon.Build(Path.Combine(kb, "outlets.tsv"), Path.Combine(data, "outlets.tsv"));
        return KnowledgeLexicon.Build(kb, Path.Combine(data, "knowledge.bin"));
    }

    /// <summary>The extraction's data folder, found from the solution file upwards of the current folder.</summary>
    private static string DataFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MetaService.sln")))
            {
                return Path.Combine(folder.FullName, "src", "MetaService.Extraction", "Data");
            }
        }

        throw new UsageException("run lexicons from within the repository or give --out");
    }
}
