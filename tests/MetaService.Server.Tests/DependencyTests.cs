using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace MetaService.Server.Tests;

/// <summary>Asserts the dependency table of the README.</summary>
public class DependencyTests
{
    [Fact]
    public void Extraction_needs_the_base_class_library_only() =>
        Assert.All(typeof(Extraction.MetadataExtractor).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Theory]
    [InlineData("MetaService.Extraction", new string[0], new[] { "Microsoft.CodeAnalysis.BannedApiAnalyzers" })]
    [InlineData("MetaService.Storage", new[] { "MetaService.Extraction" }, new[] { "Dapper", "Microsoft.Data.Sqlite" })]
    [InlineData("MetaService.DataBuilder", new[] { "MetaService.Extraction" }, new string[0])]
    [InlineData("MetaService.Server", new[] { "Grpc.Net.Common", "MetaService.Extraction", "MetaService.Storage" },
        new[] { "Google.Api.CommonProtos", "Google.Protobuf", "Grpc.AspNetCore", "Grpc.AspNetCore.Server", "Grpc.Net.Client", "Grpc.Tools" })]
    public void Projects_depend_on_what_the_table_allows(string project, string[] projects, string[] packages)
    {
        var file = XDocument.Load(Path.Combine(SourceFolder(), project, project + ".csproj"));
        Assert.Equal(projects, file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)).Order());
        Assert.Equal(packages, file.Descendants("PackageReference").Select(r => (string)r.Attribute("Include")!).Order());
    }

    [Theory]
    [InlineData(typeof(Storage.ArticleStore), new[] { "Dapper", "MetaService.Extraction", "Microsoft.CSharp", "Microsoft.Data.Sqlite", "SQLitePCLRaw.core" })]
    public void Assemblies_reference_what_the_table_allows(Type marker, string[] allowed)
    {
        var foreign = marker.Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !n.StartsWith("System.", StringComparison.Ordinal) && !allowed.Contains(n));
        Assert.Empty(foreign);
    }

    private static string SourceFolder([CallerFilePath] string self = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "..", "..", "src"));
}
