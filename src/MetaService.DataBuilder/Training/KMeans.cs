using System.Numerics;

namespace MetaService.DataBuilder.Training;

/// <summary>Spherical k-means (Dhillon and Modha 2001) with a fixed seed: the same input gives the same clusters.</summary>
internal static class KMeans
{
    /// <summary>Scales each row to length 1.</summary>
    public static void Normalise(float[] rows, int dimensions)
    {
        for (var at = 0; at < rows.Length; at += dimensions)
        {
            var row = rows.AsSpan(at, dimensions);
            var length = MathF.Sqrt(Dot(row, row));
            for (var i = 0; i < dimensions && length > 0; i++)
            {
                row[i] /= length;
            }
        }
    }

    /// <summary>Assigns each row (of length 1) to one of <paramref name="clusters"/> clusters.</summary>
    /// <param name="rows">The rows, one after the other.</param>
    /// <param name="weights">Weight of each row.</param>
    /// <param name="dimensions">Numbers of a row.</param>
    /// <param name="clusters">Number of clusters.</param>
    /// <param name="iterations">Rounds of assignment.</param>
    /// <param name="progress">Told the round and the mean similarity.</param>
    public static (int[] Assignment, float[] Centres) Run(
        float[] rows, float[] weights, int dimensions, int clusters, int iterations, Action<int, double> progress)
    {
        var count = rows.Length / dimensions;
        var centres = new float[clusters * dimensions];
        var random = new Random(20261122);
        for (var k = 0; k < clusters; k++)
        {
            // Seeds from the more frequent half: the rows are in order of frequency.
            rows.AsSpan(random.Next(count / 2) * dimensions, dimensions).CopyTo(centres.AsSpan(k * dimensions));
        }

        var assignment = new int[count];
        for (var round = 0; round < iterations; round++)
        {
            double total = 0;
            var sums = new double[clusters * dimensions];
            for (var r = 0; r < count; r++)
            {
                var row = rows.AsSpan(r * dimensions, dimensions);
                var (best, most) = (0, float.MinValue);
                for (var k = 0; k < clusters; k++)
                {
                    var similarity = Dot(row, centres.AsSpan(k * dimensions, dimensions));
                    if (similarity > most)
                    {
                        (best, most) = (k, similarity);
                    }
                }

                assignment[r] = best;
                total += most;
                for (var i = 0; i < dimensions; i++)
                {
                    sums[(best * dimensions) + i] += row[i] * weights[r];
                }
            }

            for (var i = 0; i < centres.Length; i++)
            {
                centres[i] = (float)sums[i];
            }

            Normalise(centres, dimensions);
            progress(round + 1, total / count);
        }

        return (assignment, centres);
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }

        var rest = Vector.Sum(sum);
        for (; i < a.Length; i++)
        {
            rest += a[i] * b[i];
        }

        return rest;
    }
}
