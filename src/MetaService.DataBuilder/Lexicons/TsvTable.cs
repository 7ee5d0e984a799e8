namespace MetaService.DataBuilder.Lexicons;

/// <summary>A tab-separated file with one header line, no quoting.</summary>
internal sealed class TsvTable
{
    private readonly string[] _columns;

    private TsvTable(string file, string[] columns, List<string[]> rows)
    {
        File = file;
        _columns = columns;
        Rows = rows;
    }

    /// <summary>Name of the file, for messages.</summary>
    public string File { get; }

    /// <summary>The rows, in order.</summary>
    public List<string[]> Rows { get; }

    /// <summary>Reads a file; a line with another number of cells than the header goes to <paramref name="problems"/>.</summary>
    public static TsvTable Read(string path, string[] expected, List<string> problems)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new UsageException($"{path} does not exist");
        }

        var name = Path.GetFileName(path);
        var lines = System.IO.File.ReadAllLines(path);
        var columns = lines.Length == 0 ? [] : lines[0].Split('\t');
        var missing = expected.Except(columns).ToList();
        if (missing.Count > 0)
        {
            throw new UsageException($"{name}: no column {string.Join(", ", missing)}");
        }

        var rows = new List<string[]>();
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split('\t');
            if (cells.Length != columns.Length)
            {
                problems.Add($"{name}:{i + 1}: {cells.Length} cells for {columns.Length} columns");
                continue;
            }

            rows.Add(cells);
        }

        return new TsvTable(name, columns, rows);
    }

    /// <summary>The cell of a column, trimmed.</summary>
    public string Cell(string[] row, string column) => row[Array.IndexOf(_columns, column)].Trim();

    /// <summary>The items of a cell that are parted by <c>|</c>.</summary>
    public string[] List(string[] row, string column) => Cell(row, column).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
