using MetaService.Extraction.Actors;
using MetaService.Extraction.Actors.Knowledge;

namespace MetaService.DataBuilder.Lexicons;

/// <summary>An entry on its way into the knowledge file.</summary>
internal sealed class KnowledgeEntry
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required KnowledgeKind Kind { get; init; }

    public ActorType Type { get; init; }

    public string Country { get; init; } = "";

    public string Cameo { get; init; } = "";

    /// <summary>Country codes that a pattern is limited to, joined by commas.</summary>
    public string Limits { get; init; } = "";

    /// <summary>Id of the entry that this one belongs to or stands for.</summary>
    public string Parent { get; init; } = "";

    public int From { get; init; }

    public int To { get; init; }

    public KnowledgeMarks Marks { get; init; }

    public List<KnowledgeRole> Roles { get; } = [];

    /// <summary>All names with their marks, the usual one first.</summary>
    public List<(string Name, AliasMarks Marks)> Names { get; } = [];

    /// <summary>Aliases that the source says are shared.</summary>
    public HashSet<string> Shared { get; } = new(StringComparer.Ordinal);
}
