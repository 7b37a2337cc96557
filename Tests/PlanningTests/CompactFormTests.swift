import CEL
import PipelineCore
import Testing

@testable import Planning

@Suite struct CompactFormTests {
    @Test func `the design's compact form loads as it stands`() throws {
        let loading = loading(Example.compact)
        print(TextReport().text(loading))
        let graph = try #require(loading.graph)
        #expect(
            graph.pipelines.map(\.name) == [
                "zoom-meeting-participants", "zoom-webinar-registrants", "zoom-webinar-attendees",
                "zoom-webinar-absentees",
            ]
        )
        for pipeline in graph.pipelines {
            print(pipeline.name, pipeline.columns.map(\.name), pipeline.omitted, pipeline.fingerprint)
        }
        print(TextReport().text(Planning_load_explicit()))
    }
}
func Planning_load_explicit() -> Loading {
    loading(["a.yaml": Example.compact, "b.yaml": Example.explicit.replacing("duration >=", with: "durration >=")])
}
