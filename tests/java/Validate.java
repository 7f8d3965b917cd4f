import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDF files with veraPDF's library: java -cp JARS Validate.java FLAVOUR,... FILE...; a line a flavour and file, then the faults. */
public class Validate {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String id : args[0].split(",")) {
            for (int i = 1; i < args.length; i++) {
                validate(id, args[i]);
            }
        }
    }

    private static void validate(String id, String file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(id + "\t" + file + "\t" + (result.isCompliant() ? "passes" : "fails"));
            for (TestAssertion fault : result.getTestAssertions()) {
                String rule = fault.getRuleId().getClause() + "-" + fault.getRuleId().getTestNumber();
                System.out.println("\t" + rule + ": " + fault.getMessage() + " at " + fault.getLocation().getContext());
            }
        }
    }
}
