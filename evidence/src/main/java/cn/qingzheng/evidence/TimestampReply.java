package cn.qingzheng.evidence;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
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
      X509CertificateHolder signer = Crypto.signer(token.getSID(), token.getCertificates(), "时间戳");
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider(Crypto.PROVIDER).build(signer));
      Date at = token.getTimeStampInfo().getGenTime();
      if (!trusted.isEmpty()) {
        Crypto.requireChain(token.getCertificates(), signer, at, trusted);
      }
      return new TimestampReply(at.toInstant(), signer.getSubject().toString(), !trusted.isEmpty());
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
}
