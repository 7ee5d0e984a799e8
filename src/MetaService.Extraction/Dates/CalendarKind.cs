namespace MetaService.Extraction.Dates;

/// <summary>The calendar that a date is printed in.</summary>
public enum CalendarKind
{
    /// <summary>Gregorian.</summary>
    Gregorian,

    /// <summary>Hijri, as computed by the Umm al-Qura tables.</summary>
    UmmAlQura,

    /// <summary>Persian solar (Solar Hijri).</summary>
    PersianSolar,
}
