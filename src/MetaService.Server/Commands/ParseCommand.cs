using System.Text;
using Google.Protobuf;
using MetaService.Extraction;
using MetaService.Server.Mapping;

namespace MetaService.Server.Commands;

/// <summary><c>parse FILE...|-</c>: prints the metadata of each file as proto JSON, one a line.</summary>
internal static class ParseCommand
{
    /// <summary>0; 1 where a file could not be read or parsed; 2 without a file.</summary>
    public static int Run(string[] files, TextReader standardInput, TextWriter output, TextWriter errors)
    {
        if (files.Length == 0)
        {
            errors.WriteLine("parse: name the files to parse, or - for standard input");
            return 2;
        }

        var extractor = new MetadataExtractor();
        var failed = 0;
        foreach (var file in files)
        {
            try
            {
                var text = file == "-" ? standardInput.ReadToEnd() : File.ReadAllText(file, Encoding.UTF8);
                var metadata = extractor.Extract(new Article(text, ArticleContext.Empty));
                output.WriteLine(JsonFormatter.Default.Format(MetadataMapper.ToProto(metadata)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                failed++;
                errors.WriteLine($"parse: {file}: {e.Message}");
            }
        }

        return failed == 0 ? 0 : 1;
    }
}
