using System.Globalization;
using System.Text;
using MetaService.Extraction.Dates;

namespace MetaService.DataBuilder.Zones;

/// <summary><c>zones</c>: writes the zone table from the system's time zone database and reads it back.</summary>
internal static class ZonesCommand
{
    private const int QuarterHour = 15;
    private const int SampleHours = 1517;
    private static readonly DateTime _first = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime _last = new(2038, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        var options = Options.Parse(args, ["--out"], []);
        var file = options.Required("--out");
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var byRow = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in Names().OrderBy(Rank).ThenBy(n => n, StringComparer.Ordinal))
        {
            var row = Row(TimeZoneInfo.FindSystemTimeZoneById(id));
            rows[id] = byRow.TryGetValue(row, out var same) ? "=" + same : row;
            byRow.TryAdd(row, id);
        }

        var text = new StringBuilder();
        text.Append("# zone TAB offset in minutes, then quarter hours since the change before (base 36):new offset ...; =other where the offsets are the same\n");
        foreach (var (name, row) in rows)
        {
            text.Append(name).Append('\t').Append(row).Append('\n');
        }

        File.WriteAllText(file, text.ToString());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} zones, {byRow.Count} of their own, {text.Length} bytes in {file}"));
        return 0;
    }

    /// <summary>Compares the table built into the extractor with the system's at samples of all zones that both know.</summary>
    public static (int Wrong, int Samples) Verify()
    {
        int wrong = 0, samples = 0;
        foreach (var name in ZoneTable.Default.Names)
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            {
                continue;
            }

            for (var at = _first.AddDays(2); at < _last; at = at.AddHours(SampleHours))
            {
                samples++;
                var expected = zone.GetUtcOffset(at);
                var local = DateTime.SpecifyKind(at + expected, DateTimeKind.Unspecified);
                if (ZoneTable.Default.Offset(name, local) is not { } offset || (Math.Abs((offset - expected).TotalMinutes) >= QuarterHour && !zone.IsAmbiguousTime(local)))
                {
                    wrong++;
                }
            }
        }

        return (wrong, samples);
    }

    /// <summary>Zones and links of the form Region/City; the database's folder is where the TZDIR variable says, else the usual one.</summary>
    private static IEnumerable<string> Names()
    {
        var folder = Environment.GetEnvironmentVariable("TZDIR") ?? "/usr/share/zoneinfo";
        var listed = TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Where(n => n.Contains('/', StringComparison.Ordinal) && char.IsUpper(n[0]) && !n.Contains('.', StringComparison.Ordinal)
                && TimeZoneInfo.TryFindSystemTimeZoneById(n, out _))
            .Concat(listed.Where(n => n.Contains('/', StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>Well-known regions first, so that links point to them.</summary>
    private static int Rank(string id) => id.StartsWith("Etc/", StringComparison.Ordinal) ? 2 : id.Split('/')[0] is "Africa" or "America" or "Antarctica" or "Asia" or "Atlantic" or "Australia" or "Europe" or "Indian" or "Pacific" ? 0 : 1;

    private static string Row(TimeZoneInfo zone)
    {
        var row = new StringBuilder();
        var offset = Minutes(zone, _first);
        row.Append(offset.ToString(CultureInfo.InvariantCulture));
        var change = _first;
        for (var day = _first; day < _last; day = day.AddDays(1))
        {
            var next = day.AddDays(1);
            var then = Minutes(zone, next);
            if (then == offset)
            {
                continue;
            }

            // The quarter hour of the change.
            int low = 0, high = 24 * 60 / QuarterHour;
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                (low, high) = Minutes(zone, day.AddMinutes(middle * QuarterHour)) == offset ? (middle, high) : (low, middle);
            }

            var at = day.AddMinutes(high * QuarterHour);
            row.Append(' ').Append(Base36((long)(at - change).TotalMinutes / QuarterHour)).Append(':').Append(then.ToString(CultureInfo.InvariantCulture));
            change = at;
            offset = then;
        }

        return row.ToString();
    }

    private static int Minutes(TimeZoneInfo zone, DateTime utc) => (int)Math.Round(zone.GetUtcOffset(utc).TotalMinutes);

    private static string Base36(long value)
    {
        var digits = "";
        do
        {
            digits = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(value % 36)] + digits;
            value /= 36;
        }
        while (value > 0);
        return digits;
    }
}
