namespace MetaService.Extraction.Tagging;

/// <summary>
/// Scores of neighbouring labels, apart for each <see cref="TokenCasing"/> of the second token. Illegal pairs score
/// <see cref="Illegal"/> and have weight 0.
/// </summary>
internal sealed class TransitionScores
{
    /// <summary>Number of classes.</summary>
    public const int Classes = 7;

    /// <summary>Floats of one class.</summary>
    public const int Stride = TagSet.Lanes * TagSet.Lanes;

    /// <summary>Score of an illegal pair; finite, so that sums stay numbers.</summary>
    public const float Illegal = -1e4f;

    /// <summary>Log scores: class, previous label, label.</summary>
    public float[] Log { get; } = new float[Classes * Stride];

    /// <summary>The log scores as class, label, previous label.</summary>
    public float[] LogByLabel { get; } = new float[Classes * Stride];

    /// <summary>Their exponentials: class, previous label, label.</summary>
    public float[] Forward { get; } = new float[Classes * Stride];

    /// <summary>Their exponentials: class, label, previous label.</summary>
    public float[] Backward { get; } = new float[Classes * Stride];

    /// <summary>All legal pairs score 0.</summary>
    public TransitionScores()
    {
        for (var c = 0; c < Classes; c++)
        {
            for (var previous = 0; previous < TagSet.Lanes; previous++)
            {
                for (var label = 0; label < TagSet.Lanes; label++)
                {
                    Log[Index(c, previous, label)] = IsLegal(previous, label) ? 0 : Illegal;
                }
            }
        }

        Exponentiate();
    }

    /// <summary>Where the score of a pair stands.</summary>
    public static int Index(int casing, int previous, int label) => (casing * Stride) + (previous * TagSet.Lanes) + label;

    /// <summary>Whether both are labels and may stand so.</summary>
    public static bool IsLegal(int previous, int label) =>
        previous < TagSet.LabelCount && label < TagSet.LabelCount && TagSet.MayFollow(previous, label);

    /// <summary>Brings the other arrays up to the log scores.</summary>
    public void Exponentiate()
    {
        Array.Fill(LogByLabel, Illegal);
        for (var c = 0; c < Classes; c++)
        {
            for (var previous = 0; previous < TagSet.LabelCount; previous++)
            {
                for (var label = 0; label < TagSet.LabelCount; label++)
                {
                    LogByLabel[Index(c, label, previous)] = Log[Index(c, previous, label)];
                    var value = IsLegal(previous, label) ? MathF.Exp(Log[Index(c, previous, label)]) : 0;
                    Forward[Index(c, previous, label)] = value;
                    Backward[Index(c, label, previous)] = value;
                }
            }
        }
    }
}
