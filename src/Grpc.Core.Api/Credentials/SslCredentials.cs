namespace Grpc.Core;

/// <summary>Credentials of a channel secured by TLS.</summary>
public sealed class SslCredentials : ChannelCredentials
{
    /// <summary>Creates credentials with the roots of the system and no client certificate.</summary>
    public SslCredentials()
        : this(null)
    {
    }

    /// <summary>Creates credentials without a client certificate.</summary>
    /// <param name="rootCertificates">Trusted roots in PEM; null for those of the system.</param>
    public SslCredentials(string? rootCertificates)
        : this(rootCertificates, null)
    {
    }

    /// <summary>Creates credentials.</summary>
    /// <param name="rootCertificates">Trusted roots in PEM; null for those of the system.</param>
    /// <param name="keyCertificatePair">The client's certificate; null for none.</param>
    public SslCredentials(string? rootCertificates, KeyCertificatePair? keyCertificatePair)
        : this(rootCertificates, keyCertificatePair, null)
    {
    }

    /// <summary>Creates credentials.</summary>
    /// <param name="rootCertificates">Trusted roots in PEM; null for those of the system.</param>
    /// <param name="keyCertificatePair">The client's certificate; null for none.</param>
    /// <param name="verifyPeerCallback">A further check of the server's certificate; null for none.</param>
    public SslCredentials(string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
    {
        RootCertificates = rootCertificates;
        KeyCertificatePair = keyCertificatePair;
        VerifyPeerCallback = verifyPeerCallback;
    }

    /// <summary>Trusted roots in PEM; null for those of the system.</summary>
    public string? RootCertificates { get; }

    /// <summary>The client's certificate; null for none.</summary>
    public KeyCertificatePair? KeyCertificatePair { get; }

    /// <summary>A further check of the server's certificate; null for none.</summary>
    public VerifyPeerCallback? VerifyPeerCallback { get; }

    internal override bool IsComposable => true;

    /// <inheritdoc/>
    public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.SetSslCredentials(state, RootCertificates, KeyCertificatePair, VerifyPeerCallback);
    }
}

/// <summary>A certificate chain and its private key.</summary>
public sealed class KeyCertificatePair
{
    /// <summary>Creates a pair.</summary>
    /// <param name="certificateChain">The chain in PEM.</param>
    /// <param name="privateKey">The key in PEM.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public KeyCertificatePair(string certificateChain, string privateKey)
    {
        ArgumentNullException.ThrowIfNull(certificateChain);
        ArgumentNullException.ThrowIfNull(privateKey);
        CertificateChain = certificateChain;
        PrivateKey = privateKey;
    }

    /// <summary>The chain in PEM.</summary>
    public string CertificateChain { get; }

    /// <summary>The key in PEM.</summary>
    public string PrivateKey { get; }
}

/// <summary>Decides whether a connection to a server may be used, after the usual checks of its certificate.</summary>
/// <param name="context">What is known of the server.</param>
/// <returns>True to use the connection.</returns>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);

/// <summary>What is known of a server whose certificate is checked.</summary>
public class VerifyPeerContext
{
    /// <summary>Only channels create contexts.</summary>
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    /// <summary>The name that was called.</summary>
    public string TargetName { get; }

    /// <summary>The server's certificate in PEM.</summary>
    public string PeerPem { get; }
}
