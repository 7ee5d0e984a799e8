namespace MetaService.DataBuilder;

/// <summary>A mistake in the command line or its surroundings; the message is for the person who typed it.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>Options of a subcommand: <c>--name value</c> pairs and flags.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _flags = [];

    /// <summary>Arguments that are no options, in order.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>The value of an option, or null where it was not given.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Whether a flag was given.</summary>
    public bool Has(string flag) => _flags.Contains(flag);

    /// <summary>The value of an option that must be given.</summary>
    public string Required(string name) => this[name] ?? throw new UsageException($"{name} is missing");

    /// <summary>Parses arguments; an unknown option is an error.</summary>
    public static Options Parse(string[] args, string[] names, string[] flags)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            if (flags.Contains(args[i]))
            {
                options._flags.Add(args[i]);
            }
            else if (names.Contains(args[i]))
            {
                options._values[args[i]] = i + 1 < args.Length ? args[++i] : throw new UsageException($"{args[i]} needs a value");
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new UsageException($"unknown option {args[i]}");
            }
            else
            {
                options.Arguments.Add(args[i]);
            }
        }

        return options;
    }
}
