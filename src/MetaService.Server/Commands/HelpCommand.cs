namespace MetaService.Server.Commands;

/// <summary><c>help</c>: what the binary can do.</summary>
internal static class HelpCommand
{
    private const string Text = """
        MetaService: gRPC service for the metadata of news articles

        usage: MetaService.Server [serve] [--urls URL] [--Storage:Path FILE] [--Limits:NAME VALUE]
               MetaService.Server parse FILE...|-      print the metadata as proto JSON, one article a line
               MetaService.Server health [ADDRESS]     exit code 0 where the service answers SERVING, else 1
        """;

    public static int Run(TextWriter output)
    {
        output.WriteLine(Text);
        return 0;
    }

    /// <summary>2, with the usage, for a subcommand that does not exist.</summary>
    public static int Unknown(string command, TextWriter errors)
    {
        errors.WriteLine($"unknown command {command}");
        errors.WriteLine(Text);
        return 2;
    }
}
