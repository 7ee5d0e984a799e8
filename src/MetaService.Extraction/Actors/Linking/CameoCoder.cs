namespace MetaService.Extraction.Actors.Linking;

/// <summary>Actor codes after CAMEO: the country's three letters, then the role.</summary>
internal static class CameoCoder
{
    /// <summary>The code of an actor; null where neither country nor type gives one.</summary>
    public static string? Code(LinkContext context, ActorDraft draft)
    {
        if (draft.Cameo is { } settled)
        {
            return settled;
        }

        var known = draft.Entry >= 0 ? context.Knowledge.Cameo(draft.Entry) : null;
        if (known is not null && draft.Type != ActorType.Person)
        {
            return known;
        }

        var state = context.Countries.Find(draft.Country)?.CameoCode;
        var role = draft.Type switch
        {
            ActorType.Person => known ?? "",
            ActorType.State => "",
            ActorType.Government => "GOV",
            ActorType.SecurityForce => "MIL",
            ActorType.ArmedGroup => "REB",
            ActorType.Party => "PTY",
            ActorType.Company => "BUS",
            ActorType.Media => "MED",
            ActorType.People or ActorType.Organization => "CVL",
            _ => "",
        };
        return draft.Type == ActorType.Intergovernmental ? "IGO"
            : state is not null ? state + role
            : draft.Type == ActorType.ArmedGroup ? "REB"
            : draft.Type == ActorType.Company ? "MNC"
            : null;
    }
}
