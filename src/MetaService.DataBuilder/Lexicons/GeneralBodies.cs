using MetaService.Extraction.Actors;

namespace MetaService.DataBuilder.Lexicons;

/// <summary>Actor types of the general bodies, from the role part of their CAMEO code.</summary>
internal static class GeneralBodies
{
    /// <summary>The type: armed services, police and intelligence are forces, the rest of the state is government.</summary>
    public static ActorType TypeOf(string portfolio, string cameo) => cameo switch
    {
        _ when portfolio == "tribe" => ActorType.People,
        "MIL" or "COP" or "SPY" => ActorType.SecurityForce,
        "IGOUNO" => ActorType.Intergovernmental,
        "HLH" or "EDU" or "BUS" or "LAB" or "REL" => ActorType.Organization,
        _ => ActorType.Government,
    };
}
