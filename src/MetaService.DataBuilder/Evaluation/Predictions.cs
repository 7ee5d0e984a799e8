using System.Text.Json.Nodes;
using MetaService.Extraction;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;

namespace MetaService.DataBuilder.Evaluation;

/// <summary>Writes metadata in the two forms that the reference scorers read.</summary>
internal static class Predictions
{
    private const int BodyStartLength = 120;

    /// <summary>The form of the article scorer.</summary>
    public static JsonObject ForArticle(string id, ArticleMetadata m)
    {
        var header = m.Header;
        return new JsonObject
        {
            ["id"] = id,
            ["published"] = header.Published is { Value: var p }
                ? new JsonObject { ["date"] = p.Date.ToString(), ["time"] = Clock(p), ["utc_offset"] = p.OffsetInferred ? null : Offset(p) }
                : null,
            ["outlet"] = Outlet(m),
            ["agency"] = header.Agency?.Value.Name,
            ["byline"] = Byline(m),
            ["dateline_place"] = header.DatelinePlaces is [var place, ..] ? place.Value : null,
            ["language"] = header.Language,
            ["region"] = new JsonObject
            {
                ["focus"] = new JsonArray([.. m.Region.Focus.Select(c => JsonValue.Create(c.Code))]),
                ["mentioned"] = new JsonArray([.. m.Region.Mentioned.Select(c => JsonValue.Create(c.Code))]),
                ["m49_subregion"] = m.Region.M49Subregion,
            },
            ["places"] = new JsonArray([.. m.Places.Select(p => new JsonObject { ["name"] = p.Name, ["country"] = p.Country })]),
            ["actors"] = new JsonArray([.. m.Actors.Select(Actor)]),
            ["dates"] = Dates(m),
        };
    }

    /// <summary>The form of the header scorer.</summary>
    public static JsonObject ForHeader(string id, ArticleMetadata m)
    {
        var header = m.Header;
        var body = header.Body.Of(m.Text.Text);
        return new JsonObject
        {
            ["id"] = id,
            ["published"] = Stamp(header.Published?.Value),
            ["modified"] = Stamp(header.Modified?.Value),
            ["collection_date"] = header.CollectionDate?.Value.ToString(),
            ["outlet"] = Outlet(m),
            ["agency"] = header.Agency?.Value.Name,
            ["feed"] = header.Feed?.Value.Name,
            ["dateline_place"] = header.DatelinePlaces is [var place, ..] ? place.Value : null,
            ["byline"] = Byline(m),
            ["title"] = header.Title?.Value,
            ["body_starts_with"] = body[..Math.Min(BodyStartLength, body.Length)].ToString(),
            ["dates"] = Dates(m),
            ["near_duplicate_key"] = m.NearDuplicateKey,
        };
    }

    private static JsonObject? Stamp(DateStamp? s) => s is null ? null : new JsonObject
    {
        ["date"] = s.Date.ToString(),
        ["time"] = Clock(s),
        ["utc_offset"] = s.OffsetInferred ? null : Offset(s),
        ["utc_offset_inferred"] = s.OffsetInferred ? Offset(s) : null,
        ["precision"] = s.Precision.ToString().ToLowerInvariant(),
        ["ambiguous"] = s.Ambiguous,
        ["alternatives"] = new JsonArray([.. s.Alternatives.Select(a => JsonValue.Create(a.ToString()))]),
    };

    private static string? Clock(DateStamp s) => s.Time?.ToString(
        s.Precision == DatePrecision.Second ? "HH':'mm':'ss" : "HH':'mm", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Offset(DateStamp s) => s.UtcOffset is { } o
        ? (o < TimeSpan.Zero ? "-" : "+") + o.ToString("hh':'mm", System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private static JsonObject? Outlet(ArticleMetadata m) => m.Header.Outlet is { Value: var o }
        ? new JsonObject { ["name"] = o.Name, ["section"] = o.Section, ["country"] = o.Country }
        : null;

    private static string? Byline(ArticleMetadata m) =>
        m.Header.Bylines.Count == 0 ? null : string.Join(", ", m.Header.Bylines.Select(b => b.Value));

    private static JsonArray Dates(ArticleMetadata m) => new(
        [.. m.Dates.Select(d => new JsonObject { ["text"] = d.Text, ["date"] = d.Date?.ToString() })]);

    private static JsonObject Actor(Actor a) => new()
    {
        ["name"] = a.Name,
        ["aliases"] = new JsonArray([.. a.Aliases.Select(x => JsonValue.Create(x))]),
        ["type"] = TypeName(a.Type),
        ["country"] = a.Country,
        ["role"] = a.Roles is [var role, ..] ? role.Title : null,
    };

    private static string TypeName(ActorType type) => type switch
    {
        ActorType.SecurityForce => "SECURITY_FORCE",
        ActorType.ArmedGroup => "ARMED_GROUP",
        _ => type.ToString().ToUpperInvariant(),
    };
}
