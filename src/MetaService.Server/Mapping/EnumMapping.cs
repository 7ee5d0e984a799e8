using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Places;
using Proto = MetaService.Protos.V1;

namespace MetaService.Server.Mapping;

/// <summary>The extractor's enumerations in the contract's.</summary>
internal static class EnumMapping
{
    public static Proto.DatePrecision ToProto(DatePrecision precision) => precision switch
    {
        DatePrecision.Year => Proto.DatePrecision.Year,
        DatePrecision.Month => Proto.DatePrecision.Month,
        DatePrecision.Day => Proto.DatePrecision.Day,
        DatePrecision.Minute => Proto.DatePrecision.Minute,
        DatePrecision.Second => Proto.DatePrecision.Second,
        _ => Proto.DatePrecision.Unspecified,
    };

    public static Proto.PlaceKind ToProto(PlaceKind kind) => kind switch
    {
        PlaceKind.City => Proto.PlaceKind.City,
        PlaceKind.Admin1 => Proto.PlaceKind.Admin1,
        PlaceKind.Admin2 => Proto.PlaceKind.Admin2,
        PlaceKind.Region => Proto.PlaceKind.Region,
        PlaceKind.Feature => Proto.PlaceKind.Feature,
        PlaceKind.Site => Proto.PlaceKind.Site,
        _ => Proto.PlaceKind.Unspecified,
    };

    public static Proto.PlaceRole ToProto(PlaceRole role) => role switch
    {
        PlaceRole.Dateline => Proto.PlaceRole.Dateline,
        PlaceRole.Event => Proto.PlaceRole.Event,
        PlaceRole.Mentioned => Proto.PlaceRole.Mentioned,
        _ => Proto.PlaceRole.Unspecified,
    };

    public static Proto.ActorType ToProto(ActorType type) => type switch
    {
        ActorType.Person => Proto.ActorType.Person,
        ActorType.State => Proto.ActorType.State,
        ActorType.Government => Proto.ActorType.Government,
        ActorType.SecurityForce => Proto.ActorType.SecurityForce,
        ActorType.ArmedGroup => Proto.ActorType.ArmedGroup,
        ActorType.Party => Proto.ActorType.Party,
        ActorType.Intergovernmental => Proto.ActorType.Intergovernmental,
        ActorType.Company => Proto.ActorType.Company,
        ActorType.Media => Proto.ActorType.Media,
        ActorType.Organization => Proto.ActorType.Organization,
        ActorType.People => Proto.ActorType.People,
        _ => Proto.ActorType.Unspecified,
    };

    public static Proto.MentionKind ToProto(ActorMentionKind kind) => kind switch
    {
        ActorMentionKind.Name => Proto.MentionKind.Name,
        ActorMentionKind.ShortForm => Proto.MentionKind.ShortForm,
        ActorMentionKind.Acronym => Proto.MentionKind.Acronym,
        ActorMentionKind.Metonym => Proto.MentionKind.Metonym,
        ActorMentionKind.Description => Proto.MentionKind.Description,
        _ => Proto.MentionKind.Unspecified,
    };

    public static Proto.OutletKind OutletKind(string kind) => kind switch
    {
        "newspaper" => Proto.OutletKind.Newspaper,
        "agency" => Proto.OutletKind.Agency,
        "broadcaster" => Proto.OutletKind.Broadcaster,
        "site" => Proto.OutletKind.Site,
        "aggregator" => Proto.OutletKind.Aggregator,
        "magazine" => Proto.OutletKind.Magazine,
        "institution" => Proto.OutletKind.Institution,
        _ => Proto.OutletKind.Unspecified,
    };

    public static DateOrder FromProto(Proto.DateOrder order) => order switch
    {
        Proto.DateOrder.DayMonthYear => DateOrder.DayMonthYear,
        Proto.DateOrder.MonthDayYear => DateOrder.MonthDayYear,
        Proto.DateOrder.YearMonthDay => DateOrder.YearMonthDay,
        _ => DateOrder.Unknown,
    };

    public static ActorType FromProto(Proto.ActorType type) => type switch
    {
        Proto.ActorType.Person => ActorType.Person,
        Proto.ActorType.State => ActorType.State,
        Proto.ActorType.Government => ActorType.Government,
        Proto.ActorType.SecurityForce => ActorType.SecurityForce,
        Proto.ActorType.ArmedGroup => ActorType.ArmedGroup,
        Proto.ActorType.Party => ActorType.Party,
        Proto.ActorType.Intergovernmental => ActorType.Intergovernmental,
        Proto.ActorType.Company => ActorType.Company,
        Proto.ActorType.Media => ActorType.Media,
        Proto.ActorType.Organization => ActorType.Organization,
        Proto.ActorType.People => ActorType.People,
        _ => ActorType.Unknown,
    };

    public static Storage.ArticleOrder FromProto(Proto.ArticleOrder order) => order switch
    {
        Proto.ArticleOrder.PublishedAsc => Storage.ArticleOrder.PublishedAscending,
        Proto.ArticleOrder.IngestedDesc => Storage.ArticleOrder.IngestedDescending,
        Proto.ArticleOrder.IngestedAsc => Storage.ArticleOrder.IngestedAscending,
        Proto.ArticleOrder.Relevance => Storage.ArticleOrder.Relevance,
        _ => Storage.ArticleOrder.PublishedDescending,
    };

    public static Proto.IngestOutcome ToProto(Storage.IngestOutcome outcome) => outcome switch
    {
        Storage.IngestOutcome.Created => Proto.IngestOutcome.Created,
        Storage.IngestOutcome.Unchanged => Proto.IngestOutcome.Unchanged,
        Storage.IngestOutcome.Updated => Proto.IngestOutcome.Updated,
        Storage.IngestOutcome.DuplicateOf => Proto.IngestOutcome.DuplicateOf,
        _ => Proto.IngestOutcome.Unspecified,
    };

    public static Storage.TimelinePeriod FromProto(Proto.TimelinePeriod period) => period switch
    {
        Proto.TimelinePeriod.Week => Storage.TimelinePeriod.Week,
        Proto.TimelinePeriod.Month => Storage.TimelinePeriod.Month,
        Proto.TimelinePeriod.Year => Storage.TimelinePeriod.Year,
        _ => Storage.TimelinePeriod.Day,
    };
}
