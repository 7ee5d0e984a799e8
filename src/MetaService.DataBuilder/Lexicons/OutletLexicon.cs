using System.Text.RegularExpressions;
using MetaService.Extraction.Headers;

namespace MetaService.DataBuilder.Lexicons;

/// <summary>Builds the outlet catalogue: the facts of the knowledge file, its set phrases as columns, its prose left out.</summary>
internal static partial class OutletLexicon
{
    private const int Columns = 10;

    public static void Build(string source, string target)
    {
        var rows = File.ReadLines(source).Skip(1).Where(l => l.Length > 0).Select(Row).ToList();
        var header = "# id\tname\taliases\tweak aliases\tdomains\tkind\tcountry\tzone\tdate order\tsections";
        File.WriteAllText(target, string.Join('\n', rows.Prepend(header)) + "\n");
        var catalog = new OutletCatalog(rows);
        Console.WriteLine($"{target}: {catalog.Outlets.Count} outlets, {catalog.Outlets.Sum(o => o.Aliases.Count)} aliases, {catalog.Outlets.Sum(o => o.WeakAliases.Count)} of them weak");
    }

    /// <summary>One row of the catalogue from one of the knowledge file.</summary>
    internal static string Row(string line)
    {
        var cells = line.Split('\t');
        if (cells.Length != Columns)
        {
            throw new UsageException($"outlets.tsv: {cells.Length} cells instead of {Columns}: {cells[0]}");
        }

        var notes = cells[9];
        var weak = WeakAlias().Match(notes) is { Success: true } m
            ? m.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
        var domains = cells[3].ToLowerInvariant();
        if (SectionPath().Match(notes) is { Success: true } path)
        {
            domains = string.Join('|', domains.Split('|').Select(d => d + path.Groups[1].Value.TrimEnd('/')));
        }

        return string.Join('\t', cells[0], cells[1], cells[2], string.Join('|', weak), domains, cells[4], cells[5], cells[6], cells[7], cells[8]);
    }

    [GeneratedRegex(@"weak alias \(short or an ordinary word\): ([^;]*)")]
    private static partial Regex WeakAlias();

    [GeneratedRegex(@"section of \S+ \(path (/[^)\s]+)\)")]
    private static partial Regex SectionPath();
}
