package cn.qingzheng.evidence;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSVerifierCertificateNotValidException;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * A detached CMS signature (RFC 5652) that names its certificate (RFC 5035), checked.
 *
 * @param at the time the signer states
 * @param signer subject of the certificate
 * @param fingerprint SHA-256 of the certificate, lower-case hex
 * @param chained whether the certificate leads to a root that the reader trusts; false also if none was named
 */
record CmsSignature(Instant at, String signer, String fingerprint, boolean chained) {

  /** @return DER, with the key's certificates inside */
  static byte[] sign(byte[] content, SealingKey key, Instant at) throws EvidenceException, IOException {
    try {
      ContentSigner signer = new JcaContentSignerBuilder(key.algorithm()).setProvider(Crypto.PROVIDER).build(key.key());
      JcaSignerInfoGeneratorBuilder info =
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().setProvider(Crypto.PROVIDER).build());
      info.setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes(key, at)));
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(info.build(signer, key.chain().get(0)));
      generator.addCertificates(new JcaCertStore(key.chain()));
      return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
    } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
      throw new EvidenceException(java.util.List.of("签名密钥无法签名：" + e.getMessage()));
    }
  }

  private static AttributeTable attributes(SealingKey key, Instant at) throws GeneralSecurityException {
    byte[] digest = java.util.HexFormat.of().parseHex(Digests.sha256(key.chain().get(0).getEncoded()));
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
    attributes.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(new SigningCertificateV2(new ESSCertIDv2(digest)))));
    return new AttributeTable(attributes);
  }

  /**
   * @param trusted roots; if none is given, the chain is not looked at
   * @throws IOException in Chinese, if it is not one valid signature of these bytes
   */
  static CmsSignature check(byte[] content, byte[] signature, Set<X509Certificate> trusted) throws IOException {
    try {
      CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(content), signature);
      Collection<SignerInformation> signers = signed.getSignerInfos().getSigners();
      if (signers.size() != 1) {
        throw new IOException("应恰好有一个签名人，实有 " + signers.size() + " 个");
      }
      SignerInformation only = signers.iterator().next();
      X509CertificateHolder certificate = Crypto.signer(only.getSID(), signed.getCertificates(), "签名");
      if (!only.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(Crypto.PROVIDER).build(certificate))) {
        throw new IOException("签名与文件内容不符");
      }
      Instant at = signingTime(only);
      String fingerprint = Digests.sha256(certificate.getEncoded());
      requireNamed(only, fingerprint);
      if (!trusted.isEmpty()) {
        Crypto.requireChain(signed.getCertificates(), certificate, Date.from(at), trusted);
      }
      return new CmsSignature(at, certificate.getSubject().toString(), fingerprint, !trusted.isEmpty());
    } catch (CMSVerifierCertificateNotValidException e) {
      throw new IOException("签名时证书不在有效期内", e);
    } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
      throw new IOException("签名无效：" + e.getMessage(), e);
    } catch (RuntimeException e) {
      // The ASN.1 parser answers some malformed input so.
      throw new IOException("签名无法解析：" + e, e);
    }
  }

  private static Instant signingTime(SignerInformation signer) throws IOException {
    AttributeTable signed = signer.getSignedAttributes();
    Attribute time = signed == null ? null : signed.get(CMSAttributes.signingTime);
    if (time == null) {
      throw new IOException("签名中没有签名时间");
    }
    return Time.getInstance(time.getAttrValues().getObjectAt(0)).getDate().toInstant();
  }

  /** A certificate put in the place of the signer's, with the same key and other words, is noticed here. */
  private static void requireNamed(SignerInformation signer, String fingerprint) throws IOException {
    Attribute named = signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    if (named == null) {
      throw new IOException("签名没有指明所用的证书");
    }
    SigningCertificateV2 certificates = SigningCertificateV2.getInstance(named.getAttrValues().getObjectAt(0));
    String said = java.util.HexFormat.of().formatHex(certificates.getCerts()[0].getCertHash());
    if (!said.equals(fingerprint)) {
      throw new IOException("签名指明的证书不是所附的证书");
    }
  }
}
