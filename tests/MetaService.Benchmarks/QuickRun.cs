using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MetaService.Benchmarks;

/// <summary><c>quick</c>: all benchmarks in under a minute, as one JSON object; rates a second on this machine as it is.</summary>
internal static class QuickRun
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(TextWriter output)
    {
        var start = Stopwatch.StartNew();
        var extraction = new ExtractionBenchmarks();
        extraction.Setup();
        var loaded = start.Elapsed;
        var perBatch = new JsonObject();
        foreach (var (name, run) in new (string, Func<int>)[]
        {
            ("repair", extraction.Repair), ("header", extraction.Header), ("tokenize", extraction.Tokenizing),
            ("tag", extraction.Tagging), ("extract", extraction.Extract),
        })
        {
            perBatch[name] = Seconds(run);
        }

        double PerSecond(string stage, long count) => Math.Round(count / perBatch[stage]!.GetValue<double>());
        var result = new JsonObject
        {
            ["articles"] = extraction.Count,
            ["characters"] = extraction.Characters,
            ["tokens"] = extraction.Tokens,
            ["load_seconds"] = Math.Round(loaded.TotalSeconds, 3),
            ["one_core"] = new JsonObject
            {
                ["extract_articles_per_second"] = PerSecond("extract", extraction.Count),
                ["repair_characters_per_second"] = PerSecond("repair", extraction.Characters),
                ["header_articles_per_second"] = PerSecond("header", extraction.Count),
                ["tokenize_tokens_per_second"] = PerSecond("tokenize", extraction.Tokens),
                ["tag_tokens_per_second"] = PerSecond("tag", extraction.Tokens),
            },
            ["working_set_mib"] = Environment.WorkingSet >> 20,
        };

        var service = new ServiceBenchmarks();
        await service.SetupAsync();
        result["grpc_calls_per_second"] = new JsonObject
        {
            ["empty"] = await CallsPerSecondAsync(service.EmptyCall),
            ["parse"] = await CallsPerSecondAsync(service.ParseArticle),
            ["ingest"] = await CallsPerSecondAsync(service.IngestArticle),
            ["list"] = await CallsPerSecondAsync(service.ListArticles),
        };
        await service.CleanupAsync();
        output.WriteLine(result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        return 0;
    }

    /// <summary>Seconds for one run: the fastest of those that fit into the budget, after one to warm up.</summary>
    private static double Seconds(Func<int> run)
    {
        run();
        var best = double.MaxValue;
        for (var all = Stopwatch.StartNew(); all.Elapsed < Budget;)
        {
            var one = Stopwatch.StartNew();
            run();
            best = Math.Min(best, one.Elapsed.TotalSeconds);
        }

        return best;
    }

    /// <summary>Calls a second with sixteen callers, in the second of two equal rounds.</summary>
    private static async Task<double> CallsPerSecondAsync(Func<Task> call)
    {
        await CallAsync(call);
        return await CallAsync(call);
    }

    private static async Task<double> CallAsync(Func<Task> call)
    {
        const int Callers = 16;
        var calls = 0;
        var all = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (all.Elapsed < Budget)
            {
                await call();
                Interlocked.Increment(ref calls);
            }
        }));
        return Math.Round(calls / all.Elapsed.TotalSeconds);
    }
}
