using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MetaService.Extraction.Text;

namespace MetaService.DataBuilder.Text;

/// <summary><c>repair-eval</c>: damages clean text, repairs it, and measures what came back, what was missed and what was spoilt.</summary>
internal static partial class RepairEvalCommand
{
    private const int ContextLength = 24;

    public static int Run(string[] args)
    {
        var options = Options.Parse(args, ["--train", "--gold", "--half", "--errors"], []);
        var errors = int.Parse(options["--errors"] ?? "0", CultureInfo.InvariantCulture);
        var repairer = new TextRepairer();
        if (options["--train"] is { } train)
        {
            foreach (var (half, parity) in new[] { ("odd", 1), ("even", 0) })
            {
                if (options["--half"] is { } only && only != half)
                {
                    continue;
                }

                var articles = Directory.GetFiles(train, "*.txt").Order(StringComparer.Ordinal).Where((_, i) => i % 2 == parity)
                    .SelectMany(Articles).Where(a => a.Count > 0).ToList();
                var clean = articles.Select(a => string.Join("\n\n", a)).ToList();
                Measure($"{half} files, undamaged", clean.Zip(clean).ToList(), repairer, errors);
                Measure($"{half} files, joined", articles.Select(TextDamage.Joined).Zip(clean).ToList(), repairer, errors);
                var random = new Random(1);
                Measure($"{half} files, heavy", articles.Select(a => TextDamage.Heavy(a, random)).Zip(clean).ToList(), repairer, errors);
            }
        }

        if (options["--gold"] is { } gold)
        {
            var records = File.ReadLines(gold).Where(l => l.Length > 0).Select(l => JsonNode.Parse(l)!).ToList();
            foreach (var damage in new[] { "none", "joined", "heavy" })
            {
                var pairs = records.Where(r => (string?)r["damage"] == damage).Select(r => ((string)r["text"]!, (string)r["clean_text"]!)).ToList();
                Measure($"gold, {damage}", pairs, repairer, errors);
            }
        }

        return 0;
    }

    private static void Measure(string name, List<(string Damaged, string Clean)> pairs, TextRepairer repairer, int errors)
    {
        foreach (var (damaged, _) in pairs.Take(2))
        {
            repairer.Repair(damaged);
        }

        var watch = Stopwatch.StartNew();
        var repaired = pairs.Select(p => repairer.Repair(p.Damaged).Text).ToList();
        var seconds = watch.Elapsed.TotalSeconds;
        long hit = 0, changed = 0, wanted = 0, tokens = 0, right = 0, found = 0, expected = 0;
        var unaligned = 0;
        for (var i = 0; i < pairs.Count; i++)
        {
            var (damaged, clean) = pairs[i];
            var c = Boundaries(clean, out var cleanText);
            var r = Boundaries(repaired[i], out var repairedText);
            var d = Boundaries(damaged, out var damagedText);
            tokens += c.Count + 1;
            if (cleanText != repairedText)
            {
                unaligned++;
                if (errors > 0)
                {
                    var at = cleanText.AsSpan().CommonPrefixLength(repairedText);
                    Console.WriteLine($"  other letters: {Context(repairedText, at)} for {Context(cleanText, at)}");
                }

                continue;
            }

            right += r.Count(c.Contains);
            found += r.Count;
            expected += c.Count;
            if (damagedText != cleanText)
            {
                // Mojibake moved the letters: only the outcome can be compared.
                d = [];
            }

            var isMoved = damagedText != cleanText;
            foreach (var position in isMoved ? c.Concat(r).Distinct() : c.Concat(r).Concat(d).Distinct())
            {
                bool was = d.Contains(position), should = c.Contains(position), now = r.Contains(position);
                changed += was != now ? 1 : 0;
                wanted += was != should ? 1 : 0;
                hit += was != now && was != should ? 1 : 0;
                if (now != should && errors-- > 0)
                {
                    Console.WriteLine($"  {(now ? "split" : "missed")} {Context(cleanText, position)}");
                }
            }
        }

        var bytes = pairs.Sum(p => (long)Encoding.UTF8.GetByteCount(p.Damaged));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-24} {pairs.Count,5} texts {tokens,8} tokens  boundaries {Prf(right, found, expected)}  repairs {Prf(hit, changed, wanted)}  wrong/2000 {(changed - hit) * 2000.0 / Math.Max(1, tokens):F2}  other letters {unaligned}  {bytes / 1e6 / seconds:F1} MB/s"));
    }

    private static string Prf(long hit, long found, long expected)
    {
        var p = found == 0 ? 1 : (double)hit / found;
        var r = expected == 0 ? 1 : (double)hit / expected;
        return string.Create(CultureInfo.InvariantCulture, $"P {p * 100:F2} R {r * 100:F2} F1 {(p + r == 0 ? 0 : 200 * p * r / (p + r)):F2}");
    }

    private static string Context(string text, int at) =>
        text[Math.Max(0, at - ContextLength)..Math.Min(at, text.Length)] + "|" + text[Math.Min(at, text.Length)..Math.Min(text.Length, at + ContextLength)];

    /// <summary>Where white space stands, counted in other characters before it; and the text without white space.</summary>
    private static HashSet<int> Boundaries(string text, out string letters)
    {
        var builder = new StringBuilder(text.Length);
        var positions = new HashSet<int>();
        foreach (var c in text.AsSpan().Trim())
        {
            if (char.IsWhiteSpace(c))
            {
                positions.Add(builder.Length);
            }
            else
            {
                builder.Append(c);
            }
        }

        letters = builder.ToString();
        return positions;
    }

    /// <summary>The articles of a training file as lists of paragraphs, without marks.</summary>
    private static IEnumerable<List<string>> Articles(string file)
    {
        var article = new List<string>();
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith('#'))
            {
                yield return article;
                article = [];
            }
            else if (line.Trim().Length > 0)
            {
                article.Add(Mark().Replace(line.Trim(), "$1"));
            }
        }

        yield return article;
    }

    [GeneratedRegex(@"\[[A-Z]{3} ([^\[\]]*)\]")]
    private static partial Regex Mark();
}
