namespace MetaService.Extraction.Actors.Linking;

/// <summary>An actor while its mentions are being collected.</summary>
internal sealed class ActorDraft
{
    /// <summary>What it is.</summary>
    public ActorType Type { get; set; }

    /// <summary>ISO 3166-1 alpha-2, or null.</summary>
    public string? Country { get; set; }

    /// <summary>Entry of the knowledge base, or -1.</summary>
    public int Entry { get; set; } = -1;

    /// <summary>Id where it comes from neither the knowledge base nor the name.</summary>
    public string? Id { get; set; }

    /// <summary>CAMEO code where it is settled already.</summary>
    public string? Cameo { get; set; }

    /// <summary>Usual name where it is settled already.</summary>
    public string? CanonicalName { get; set; }

    /// <summary>Name of the rule that settled the identity.</summary>
    public string Rule { get; set; } = "";

    /// <summary>0 to 1.</summary>
    public double Confidence { get; set; }

    /// <summary>Mentions with the words that they cover.</summary>
    public List<(int First, int End, ActorMentionKind Kind)> Mentions { get; } = [];

    /// <summary>Further names, such as a name with the country before it.</summary>
    public List<string> ExtraNames { get; } = [];

    /// <summary>Printed and known offices.</summary>
    public List<ActorRole> Roles { get; } = [];

    /// <summary>Whether it is the subject of a verb somewhere.</summary>
    public bool IsSubject { get; set; }
}
