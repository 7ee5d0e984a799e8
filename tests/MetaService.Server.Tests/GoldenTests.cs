using System.Runtime.CompilerServices;
using System.Text.Json;
using Google.Protobuf;
using MetaService.Extraction;
using MetaService.Server.Mapping;

namespace MetaService.Server.Tests;

/// <summary>
/// Whole answers for whole articles. Where one differs the new answer is shown in full; set GOLDEN_UPDATE=1 to accept the
/// new answers after reading them.
/// </summary>
public class GoldenTests
{
    private static readonly MetadataExtractor Extractor = new();
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Articles() => new(Directory.GetFiles(Folder(), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)!).Order());

    [Theory]
    [MemberData(nameof(Articles))]
    public void The_whole_answer_is_the_kept_one(string article)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), article + ".txt"));
        var metadata = MetadataMapper.ToProto(Extractor.Extract(new Article(text, ArticleContext.Empty)));
        metadata.ExtractorVersion = "";
        using var parsed = JsonDocument.Parse(JsonFormatter.Default.Format(metadata));
        var answer = JsonSerializer.Serialize(parsed, Indented) + "\n";
        var file = Path.Combine(Folder(), article + ".json");
        if (Environment.GetEnvironmentVariable("GOLDEN_UPDATE") == "1")
        {
            File.WriteAllText(file, answer);
        }

        Assert.True(File.Exists(file), $"no kept answer for {article}; the answer is:\n{answer}");
        var kept = File.ReadAllText(file).ReplaceLineEndings("\n");
        Assert.True(kept == answer, $"the answer for {article} changed; it is now:\n{answer}");
    }

    private static string Folder([CallerFilePath] string self = "") => Path.Combine(Path.GetDirectoryName(self)!, "Golden");
}
