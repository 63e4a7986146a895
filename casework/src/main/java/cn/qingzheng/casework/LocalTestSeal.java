package cn.qingzheng.casework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSigProperties;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSignDesigner;

/**
 * A seal of this machine's own making: a visible PDF signature (ETSI.CAdES.detached) that any reader checks, with an
 * image that says that it is a test. It has no legal force.
 */
public final class LocalTestSeal implements SealService {
  /** 42 mm across. */
  static final float DIAMETER = 42 / 25.4f * 72;

  private final SealKey key;

  public LocalTestSeal(SealKey key) {
    this.key = key;
  }

  @Override
  public String name() {
    try {
      String print = HexFormat.of().formatHex(Audit.sha256().digest(key.certificate().getEncoded()));
      return "本机测试印章，证书 SHA-256 " + print;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("own certificate should have an encoding", e);
    }
  }

  @Override
  public byte[] seal(byte[] pdf, Place place) throws IOException {
    PrivateKey secret = key.secret();
    X509Certificate certificate = key.certificate();
    try (PDDocument document = Loader.loadPDF(pdf);
        SignatureOptions options = new SignatureOptions();
        InputStream image = new ByteArrayInputStream(SealImage.png(place.organ()))) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      signature.setName(place.organ());
      signature.setReason("测试用印，无法律效力；用印人 " + place.keeper());
      signature.setSignDate(time(place));
      options.setVisualSignature(properties(document, image, place));
      options.setPage(place.page() - 1);
      // The CMS with one certificate of ours is about 4 KB; the default of 9 KB is enough for a chain.
      document.addSignature(signature, content -> CmsSignature.of(content, secret, certificate), options);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  private static Calendar time(Place place) {
    Calendar time = new GregorianCalendar(TimeZone.getTimeZone(Cases.ZONE), Locale.ROOT);
    time.setTimeInMillis(place.at().toEpochMilli());
    return time;
  }

  private static PDVisibleSigProperties properties(PDDocument document, InputStream image, Place place) throws IOException {
    PDVisibleSignDesigner designer = new PDVisibleSignDesigner(document, image, place.page());
    designer
        .xAxis(place.centreX() - DIAMETER / 2)
        .yAxis(place.centreY() - DIAMETER / 2)
        .width(DIAMETER)
        .height(DIAMETER)
        .signatureFieldName("seal");
    PDVisibleSigProperties properties = new PDVisibleSigProperties();
    properties
        .signerName(place.organ())
        .signatureReason("测试用印")
        .page(place.page())
        .visualSignEnabled(true)
        .setPdVisibleSignature(designer)
        .buildSignature();
    return properties;
  }
}
