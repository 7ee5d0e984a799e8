using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MetaService.Extraction;

namespace MetaService.DataBuilder.Evaluation;

/// <summary><c>evaluate</c>: runs the extractor over a gold file, scores it with the reference scorer beside that file and keeps the table.</summary>
internal static class EvaluateCommand
{
    /// <summary>How far a figure may fall below the kept one, as a fraction.</summary>
    private const double Tolerance = 0.005;

    public static int Run(string[] args)
    {
        var options = Options.Parse(args, ["--gold", "--out", "--half"], ["--check", "--errors"]);
        var gold = options.Required("--gold");
        var records = File.ReadLines(gold).Where(l => l.Trim().Length > 0).Select(l => JsonNode.Parse(l)!.AsObject()).ToList();
        var isHeaders = records.Count > 0 && records[0].ContainsKey("expected");
        if (options["--half"] is { } half)
        {
            var keep = half == "odd" ? 1 : 0;
            records = [.. records.Where((_, i) => i % 2 == keep)];
        }

        var work = options["--out"] ?? Path.Combine(Path.GetTempPath(), $"metaservice-evaluate-{Environment.ProcessId}");
        Directory.CreateDirectory(work);
        var goldPart = Path.Combine(work, Path.GetFileName(gold));
        var predicted = Path.Combine(work, "predictions.jsonl");
        File.WriteAllLines(goldPart, records.Select(r => r.ToJsonString()));
        var extractor = new MetadataExtractor();
        var watch = Stopwatch.StartNew();
        File.WriteAllLines(predicted, records.Select(r => Predict(extractor, r, isHeaders).ToJsonString()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{records.Count} records in {watch.Elapsed.TotalSeconds:F2} s, extractor {extractor.Version}; predictions in {predicted}"));

        var scorer = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(gold))!, isHeaders ? "score_headers.py" : "score.py");
        var table = Python(scorer, options.Has("--errors") ? [goldPart, predicted, "--errors"] : [goldPart, predicted]);
        Console.WriteLine(table);
        if (options["--half"] is not null)
        {
            return 0;
        }

        var figures = Figures(JsonNode.Parse(Python(scorer, [goldPart, predicted, "--json"]))!.AsObject(), isHeaders);
        return Keep(Path.GetFileNameWithoutExtension(gold), figures, extractor.Version, options.Has("--check"));
    }

    private static JsonObject Predict(MetadataExtractor extractor, JsonObject record, bool isHeaders)
    {
        var id = (string)record["id"]!;
        var request = isHeaders ? record["request"]!.AsObject() : record;
        var received = (string?)request["received_at"];
        var context = new ArticleContext(
            (string?)request["source_url"],
            received is null ? null : DateTimeOffset.Parse(received, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            ArticleHints.None);
        var metadata = extractor.Extract(new Article((string)request["text"]!, context));
        return isHeaders ? Predictions.ForHeader(id, metadata) : Predictions.ForArticle(id, metadata);
    }

    /// <summary>One flat list of figures (group.figure or figure), each 0 to 1.</summary>
    private static SortedDictionary<string, double> Figures(JsonObject scores, bool isHeaders)
    {
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (group, value) in scores)
        {
            if (value is not JsonObject inner)
            {
                continue;
            }

            if (isHeaders)
            {
                figures[group] = inner["accuracy"] is JsonValue a ? a.GetValue<double>() : 0;
                continue;
            }

            foreach (var (name, figure) in inner)
            {
                if (figure is JsonValue v && name != "records" && v.TryGetValue<double>(out var number))
                {
                    figures[$"{group}.{name}"] = number;
                }
            }
        }

        return figures;
    }

    /// <summary>Compares with the kept figures; writes the new ones unless <paramref name="check"/>. 1 where a figure fell.</summary>
    private static int Keep(string name, SortedDictionary<string, double> figures, string version, bool check)
    {
        var file = Path.Combine(AccuracyFolder(), name + ".json");
        var fallen = 0;
        if (File.Exists(file))
        {
            var kept = JsonNode.Parse(File.ReadAllText(file))!["figures"]!.AsObject();
            foreach (var (figure, value) in kept)
            {
                var before = value!.GetValue<double>();
                var now = figures.GetValueOrDefault(figure);
                if (now < before - Tolerance)
                {
                    fallen++;
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FELL {figure}: {now:P1}, kept {before:P1}"));
                }
            }
        }

        if (!check)
        {
            var json = new JsonObject
            {
                ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["extractor"] = version,
                ["figures"] = new JsonObject(figures.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)JsonValue.Create(Math.Round(f.Value, 4))))),
            };
            Directory.CreateDirectory(AccuracyFolder());
            File.WriteAllText(file, json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
            Console.WriteLine($"kept in {file}");
            return 0;
        }

        Console.WriteLine(fallen == 0 ? "no figure fell by more than half a point" : $"{fallen} figures fell by more than half a point");
        return fallen == 0 ? 0 : 1;
    }

    private static string AccuracyFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MetaService.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "MetaService.Extraction.Tests", "Accuracy");
            }
        }

        throw new UsageException("run evaluate from within the repository: the kept figures are found beside MetaService.sln");
    }

    private static string Python(string script, string[] args)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.ArgumentList.Add(script);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start) ?? throw new UsageException("python3 could not be started; the reference scorer needs it");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new UsageException($"{script} failed: {errors.Result}");
    }
}
