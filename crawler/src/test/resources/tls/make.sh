#!/bin/sh
# Makes the key stores of TlsTest: a fictional authority and what it signed. Password: changeit.
# The authority and the good certificate hold for 100 years; the expired one ended in 2020.
set -e
cd "$(dirname "$0")"
rm -f ./*.p12 ./*.pem
K="keytool -storetype PKCS12 -storepass changeit -noprompt"
$K -genkeypair -alias ca -keyalg EC -dname "CN=Fictional Test Authority" -ext bc:c -validity 36500 -keystore authority.p12
$K -exportcert -rfc -alias ca -keystore authority.p12 -file ca.pem
signed() { # name, further options of -gencert
  name=$1; shift
  $K -genkeypair -alias a -keyalg EC -dname "CN=right.example" -keystore "$name.p12"
  $K -certreq -alias a -keystore "$name.p12" -file request.pem
  $K -gencert -rfc -alias ca -keystore authority.p12 -infile request.pem -outfile answer.pem -ext SAN=dns:right.example "$@"
  $K -importcert -alias ca -file ca.pem -keystore "$name.p12"
  $K -importcert -alias a -file answer.pem -keystore "$name.p12"
}
signed good -validity 36000
signed expired -startdate "2019/01/01 00:00:00" -validity 365
signed future -startdate "2120/01/01 00:00:00" -validity 365
$K -genkeypair -alias a -keyalg EC -dname "CN=right.example" -ext SAN=dns:right.example -validity 36500 -keystore selfsigned.p12
$K -importcert -alias ca -file ca.pem -keystore trusted.p12
rm -f ca.pem request.pem answer.pem authority.p12
