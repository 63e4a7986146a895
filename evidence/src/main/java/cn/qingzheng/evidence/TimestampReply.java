package cn.qingzheng.evidence;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * A response of a time-stamp authority, checked.
 *
 * @param at the time in the token
 * @param signer subject of the certificate that signed
 * @param chained whether the certificate leads to a root that the reader trusts; false also if none was named
 */
record TimestampReply(Instant at, String signer, boolean chained) {
  // An instance of its own: registering the provider would change the whole process.
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  /**
   * @param query the request it answers
   * @param trusted roots; if none is given, the chain is not looked at
   * @throws IOException in Chinese, if it is no granted token for that imprint with a valid signature
   */
  static TimestampReply check(
      byte[] query, byte[] response, ImprintAlgorithm algorithm, byte[] imprint, Set<X509Certificate> trusted)
      throws IOException {
    try {
      TimeStampRequest request = new TimeStampRequest(query);
      TimeStampResponse reply = new TimeStampResponse(response);
      if (reply.getTimeStampToken() == null) {
        throw new IOException("时间戳机构未予签发：状态 " + reply.getStatus() + " " + reply.getStatusString());
      }
      reply.validate(request);
      TimeStampToken token = reply.getTimeStampToken();
      requireImprint(token, algorithm, imprint);
      X509CertificateHolder signer = signer(token);
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider(PROVIDER).build(signer));
      Date at = token.getTimeStampInfo().getGenTime();
      boolean chained = !trusted.isEmpty() && requireChain(token, signer, at, trusted);
      return new TimestampReply(at.toInstant(), signer.getSubject().toString(), chained);
    } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
      throw new IOException("时间戳无效：" + e.getMessage(), e);
    } catch (RuntimeException e) {
      // The ASN.1 parser answers some malformed input so.
      throw new IOException("时间戳无法解析：" + e, e);
    }
  }

  private static void requireImprint(TimeStampToken token, ImprintAlgorithm algorithm, byte[] imprint)
      throws IOException {
    String oid = token.getTimeStampInfo().getMessageImprintAlgOID().getId();
    if (!oid.equals(algorithm.oid())) {
      throw new IOException("时间戳的摘要算法不是 " + algorithm.label());
    }
    if (!Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), imprint)) {
      throw new IOException("时间戳不是为此文件签发的");
    }
  }

  private static X509CertificateHolder signer(TimeStampToken token) throws IOException {
    // The identifier of the signer is a selector without type arguments.
    List<X509CertificateHolder> found = new ArrayList<>();
    for (X509CertificateHolder c : token.getCertificates().getMatches(null)) {
      if (token.getSID().match(c)) {
        found.add(c);
      }
    }
    if (found.size() != 1) {
      throw new IOException("时间戳中没有签发者的证书");
    }
    return found.get(0);
  }

  private static boolean requireChain(
      TimeStampToken token, X509CertificateHolder signer, Date at, Set<X509Certificate> trusted)
      throws GeneralSecurityException {
    JcaX509CertificateConverter convert = new JcaX509CertificateConverter();
    List<X509Certificate> held = new ArrayList<>();
    for (X509CertificateHolder c : token.getCertificates().getMatches(null)) {
      held.add(convert.getCertificate(c));
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(convert.getCertificate(signer));
    Set<TrustAnchor> anchors = trusted.stream().map(c -> new TrustAnchor(c, null)).collect(Collectors.toSet());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(held)));
    parameters.setDate(at);
    // Offline; whoever needs it asks the authority for its revocation list of that day.
    parameters.setRevocationEnabled(false);
    CertPathBuilder.getInstance("PKIX").build(parameters);
    return true;
  }
}
