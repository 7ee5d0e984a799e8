namespace MetaService.Storage.Indexing;

/// <summary>What a term names. The numbers stand in the file: never change one.</summary>
internal enum TermKind
{
    /// <summary>Catalogue id of the outlet; <c>~</c> and the folded name for an outlet without one. One an article.</summary>
    Outlet = 1,

    /// <summary>Folded name of the outlet, usual and printed.</summary>
    OutletName = 2,

    /// <summary>Catalogue id of the credited agency.</summary>
    Agency = 3,

    /// <summary>Folded name of the credited agency.</summary>
    AgencyName = 4,

    /// <summary>Focus country, ISO 3166-1 alpha-2.</summary>
    FocusCountry = 5,

    /// <summary>Mentioned country, ISO 3166-1 alpha-2; the focus included.</summary>
    MentionedCountry = 6,

    /// <summary>Actor id.</summary>
    Actor = 7,

    /// <summary>Folded name of an actor: full, canonical and short forms.</summary>
    ActorName = 8,

    /// <summary>Number of an <see cref="Extraction.Actors.ActorType"/>.</summary>
    ActorType = 9,

    /// <summary>Folded name of a place, as in the text and canonical.</summary>
    Place = 10,

    /// <summary>Folded name of a first-order division: of a place's or a place itself.</summary>
    Admin1 = 11,

    /// <summary>ISO 639-1 code or <c>und</c>.</summary>
    Language = 12,

    /// <summary>Code of a warning.</summary>
    Warning = 13,

    /// <summary><c>yes</c> or <c>no</c>: whether there is any warning. One an article.</summary>
    HasWarning = 14,

    /// <summary>Whole tenths of the article's confidence, 0 to 10. One an article.</summary>
    ConfidenceTenths = 15,

    /// <summary>Year of the first day that the publication date may mean, four digits.</summary>
    Year = 16,

    /// <summary>Month of that day, as <c>2019-08</c>.</summary>
    Month = 17,

    /// <summary>Hundredths of the article's confidence, 0 to 100. One an article.</summary>
    ConfidenceHundredths = 18,
}
